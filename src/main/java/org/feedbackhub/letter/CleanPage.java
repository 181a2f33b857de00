package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** A page made ready to be read: upright, straight, dark on even white, and large enough. The figures were measured on letters of many kinds. */
final class CleanPage implements AutoCloseable {

    private static final double LONGER_SIDE_OF_A4_INCHES = 11.7;

    /** Below it signs are too small to be told. */
    private static final int SMALL = 200;

    private static final int VERY_SMALL = 110;
    private static final int LARGE = 420;
    private static final int USUAL = 300;
    private static final int LEAST = 70;

    /** In degrees; less is no loss, and turning blurs. */
    private static final float LEAST_SKEW = 0.15f;

    private static final int GREY = 8;

    /** Signs of two shades only have no background to even out: a page of at most so many others, per mille, counts as such. */
    private static final int BETWEEN_PER_MILLE = 20;

    /** Of a million dots, the share of dark ones: a line of typing on a page of A4 has a thousand and more, specks of dust a few dozen. */
    private static final int BLANK_UP_TO = 150;

    private static final int MILLION = 1_000_000;
    private static final int DARK_BELOW = 128;

    /** Where the background was evened out to 200: pencil is pale. */
    private static final int PALE_BELOW = 165;

    /** What the lines are told by when the page is straightened. */
    private static final int LINES_BELOW = 160;

    private static final int MOST_OF_IT = 50;

    /** Of JPEG, of 100: letters stay clear and small. */
    private static final int QUALITY = 60;

    /** Shadows and holes at the edge are no writing: so much of each side is left out, in per cent. */
    private static final int EDGE = 4;

    private final boolean ofTwoShades;
    private PIX pix;
    private int resolution;
    private int darkBelow = DARK_BELOW;

    /** As it was scanned. @throws UnreadableLetter if there is too little memory for it */
    CleanPage(GreyImage image) throws UnreadableLetter {
        this.pix = checked(pix(image));
        this.resolution = Math.max(LEAST, (int) (Math.max(image.width(), image.height()) / LONGER_SIDE_OF_A4_INCHES));
        this.ofTwoShades = image.isOfTwoShades(BETWEEN_PER_MILLE);
        if (resolution > LARGE) {
            scale((float) USUAL / resolution);
        }
    }

    /** Makes it upright, even, straight and large. */
    void makeReadable(TextEngine engine) throws IOException {
        turn(engine);
        even();
        straighten();
        scaleUp();
    }

    /** Makes its background even. */
    void even() {
        if (!ofTwoShades) {
            replaceBy(leptonica.pixBackgroundNormSimple(pix, null, null));
            darkBelow = PALE_BELOW;
        }
    }

    PIX pix() {
        return pix;
    }

    /** In dots an inch, if it is a page of A4. */
    int resolution() {
        return resolution;
    }

    int width() {
        return leptonica.pixGetWidth(pix);
    }

    int height() {
        return leptonica.pixGetHeight(pix);
    }

    /** Whether nothing stands on it. */
    boolean isBlank() {
        return (long) ink(List.of()) * MILLION <= (long) BLANK_UP_TO * width() * height();
    }

    /** Of all that stands on the page, how much stands where the words are, of 100. Writing that was not even taken for writing is in none. */
    int shareOfInk(List<ReadLines.Word> words) {
        int all = ink(List.of());
        int outside = ink(words);
        int share = all == 0 ? 0 : (int) ((long) 100 * (all - outside) / all);
        // a logo, lines and stamps are no writing
        return share >= MOST_OF_IT ? 100 : share;
    }

    /** Dark dots, without those at the edges and where the words are. */
    private int ink(List<ReadLines.Word> without) {
        PIX twoShades = leptonica.pixThresholdToBinary(pix, darkBelow);
        try (IntPointer dark = new IntPointer(1)) {
            int across = width() * EDGE / 100;
            int down = height() * EDGE / 100;
            clear(twoShades, 0, 0, width(), down);
            clear(twoShades, 0, height() - down, width(), down);
            clear(twoShades, 0, 0, across, height());
            clear(twoShades, width() - across, 0, across, height());
            without.forEach(box -> clear(twoShades, box.left(), box.top(), box.width(), box.height()));
            leptonica.pixCountPixels(twoShades, dark, null);
            return dark.get();
        } finally {
            leptonica.pixDestroy(twoShades);
        }
    }

    private static void clear(PIX page, int left, int top, int width, int height) {
        BOX box = leptonica.boxCreate(left, top, width, height);
        if (box != null) {
            leptonica.pixClearInRect(page, box);
            leptonica.boxDestroy(box);
        }
    }

    /** As JPEG, for people to look at, of so many dots an inch. @throws IOException if it cannot be written */
    void writeTo(Path jpeg, int dots) throws IOException {
        float factor = Math.min(1, (float) dots / resolution);
        PIX small = leptonica.pixScale(pix, factor, factor);
        try {
            if (leptonica.pixWriteJpeg(jpeg.toString(), small, QUALITY, 0) != 0) {
                throw new IOException("a page cannot be written");
            }
        } finally {
            leptonica.pixDestroy(small);
        }
    }

    @Override
    public void close() {
        leptonica.pixDestroy(pix);
    }

    private static PIX pix(GreyImage image) {
        byte[] head = ("P5\n" + image.width() + " " + image.height() + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = ByteBuffer.allocate(head.length + image.shades().length)
                .put(head)
                .put(image.shades())
                .array();
        return leptonica.pixReadMemPnm(whole, whole.length);
    }

    private void scaleUp() {
        if (resolution < VERY_SMALL) {
            scale(3);
        } else if (resolution < SMALL) {
            scale(2);
        }
    }

    private void scale(float factor) {
        replaceBy(leptonica.pixScale(pix, factor, factor));
        resolution = Math.round(resolution * factor);
    }

    private void turn(TextEngine engine) throws IOException {
        int quarters = engine.quarterTurns(pix, resolution);
        if (quarters > 0) {
            replaceBy(leptonica.pixRotateOrth(pix, quarters));
        }
    }

    private void straighten() {
        PIX twoShades = leptonica.pixThresholdToBinary(pix, LINES_BELOW);
        if (twoShades == null) {
            return;
        }
        try (FloatPointer angle = new FloatPointer(1);
                FloatPointer sure = new FloatPointer(1)) {
            boolean found = leptonica.pixFindSkew(twoShades, angle, sure) == 0;
            if (found && Math.abs(angle.get()) > LEAST_SKEW) {
                float radians = (float) Math.toRadians(angle.get());
                replaceBy(leptonica.pixRotate(
                        pix, radians, leptonica.L_ROTATE_AREA_MAP, leptonica.L_BRING_IN_WHITE, 0, 0));
            }
        } finally {
            leptonica.pixDestroy(twoShades);
        }
    }

    /** What could not be done leaves the page as it is. */
    private void replaceBy(PIX better) {
        if (better != null && !better.isNull()) {
            leptonica.pixDestroy(pix);
            pix = better;
        }
    }

    private static PIX checked(PIX pix) throws UnreadableLetter {
        if (pix == null || pix.isNull() || leptonica.pixGetDepth(pix) != GREY) {
            throw new UnreadableLetter("a page could not be made into an image");
        }
        return pix;
    }
}
