package org.feedbackhub.letter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;

/** Tesseract as the hub brings it, in this process. */
final class BroughtTesseract implements TextEngine {

    private static final int FULL_TURN = 360;

    private final TessBaseAPI words;
    private final TessBaseAPI directions;

    /** @param trainedData the folder with {@code eng.traineddata} and {@code osd.traineddata} */
    BroughtTesseract(Path trainedData) {
        this.words = engine(trainedData, "eng", tesseract.PSM_AUTO);
        this.directions = engine(trainedData, "osd", tesseract.PSM_OSD_ONLY);
    }

    private static TessBaseAPI engine(Path trainedData, String language, int segmentation) {
        TessBaseAPI engine = new TessBaseAPI();
        if (engine.Init(trainedData.toString(), language) != 0) {
            throw new IllegalStateException("the trained data in " + trainedData + " cannot be read");
        }
        engine.SetPageSegMode(segmentation);
        engine.SetVariable("debug_file", "/dev/null");
        return engine;
    }

    @Override
    public ReadLines read(PIX page, int resolution) {
        words.SetImage(page);
        words.SetSourceResolution(resolution);
        BytePointer table = words.GetTSVText(0);
        try {
            return ReadLines.of(table == null ? "" : table.getString(StandardCharsets.UTF_8));
        } finally {
            if (table != null) {
                tesseract.TessDeleteText(table);
            }
            words.Clear();
        }
    }

    @Override
    public int quarterTurns(PIX page, int resolution) {
        directions.SetImage(page);
        directions.SetSourceResolution(resolution);
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer sure = new FloatPointer(1);
                PointerPointer<BytePointer> script = new PointerPointer<>(1);
                FloatPointer sureOfScript = new FloatPointer(1)) {
            boolean found = directions.DetectOrientationScript(degrees, sure, script, sureOfScript);
            return found ? TextEngine.quarterTurns((FULL_TURN - degrees.get()) % FULL_TURN, sure.get()) : 0;
        } finally {
            directions.Clear();
        }
    }
}
