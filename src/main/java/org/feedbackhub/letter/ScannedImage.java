package org.feedbackhub.letter;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/** TIFF with one or more pages, JPEG, or PNG. */
final class ScannedImage implements ScannedFile {

    private static final double MILLION = 1e6;
    private static final int COLOURS_IN_PRINT = 4;

    private final ImageInputStream in;
    private final ImageReader reader;
    private final int pages;
    private final LetterLimits limits;

    ScannedImage(Path path, LetterLimits limits) throws IOException, UnreadableLetter {
        this.limits = limits;
        this.in = ImageIO.createImageInputStream(path.toFile());
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            in.close();
            throw new UnreadableLetter("the image is broken");
        }
        this.reader = readers.next();
        reader.setInput(in);
        this.pages = reader.getNumImages(true);
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public String ownText(int page) {
        return "";
    }

    @Override
    public GreyImage image(int page) throws IOException, UnreadableLetter {
        int index = page - 1;
        checkSize(index);
        if (reader.getFormatName().equalsIgnoreCase("jpeg")
                && !reader.getImageTypes(index).hasNext()) {
            return printed(reader.readRaster(index, null));
        }
        return GreyImage.of(reader.read(index));
    }

    /** With its colours. */
    private BufferedImage whole(int page) throws IOException, UnreadableLetter {
        checkSize(page - 1);
        return reader.read(page - 1);
    }

    private void checkSize(int index) throws IOException, UnreadableLetter {
        if ((double) reader.getWidth(index) * reader.getHeight(index) > limits.megapixels() * MILLION) {
            throw new UnreadableLetter("a page has more than " + limits.megapixels() + " megapixels");
        }
    }

    /** A JPEG in the colours of print, which the reader unpacks and does not understand: what programs write has them inverted. */
    private static GreyImage printed(Raster raster) {
        if (raster.getNumBands() < COLOURS_IN_PRINT) {
            BufferedImage grey = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            grey.getRaster().setSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, samples(raster, 0));
            return GreyImage.of(grey);
        }
        byte[] shades = new byte[raster.getWidth() * raster.getHeight()];
        int[] black = samples(raster, COLOURS_IN_PRINT - 1);
        int[] green = samples(raster, 1);
        for (int i = 0; i < shades.length; i++) {
            shades[i] = (byte) (black[i] * green[i] / 255);
        }
        return new GreyImage(raster.getWidth(), raster.getHeight(), shades);
    }

    private static int[] samples(Raster raster, int band) {
        return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
    }

    @Override
    public int copy(int first, int last, Path target) throws IOException, UnreadableLetter {
        return write(last - first + 1, number -> whole(first + number), target);
    }

    @Override
    public int collate(ScannedFile backs, boolean reversed, Path target) throws IOException, UnreadableLetter {
        if (!(backs instanceof ScannedImage others)) {
            throw new UnreadableLetter("its front sides are an image, and its back sides a PDF");
        }
        return write(
                2 * pages,
                number -> number % 2 == 0
                        ? whole(number / 2 + 1)
                        : others.whole(ScannedFile.back(number / 2 + 1, pages, reversed)),
                target);
    }

    /** Pages to be written. */
    private interface Pages {
        /** @param number from 0 */
        BufferedImage page(int number) throws IOException, UnreadableLetter;
    }

    private static int write(int count, Pages from, Path target) throws IOException, UnreadableLetter {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
            writer.setOutput(out);
            ImageWriteParam packed = writer.getDefaultWriteParam();
            packed.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            writer.prepareWriteSequence(null);
            for (int number = 0; number < count; number++) {
                BufferedImage one = from.page(number);
                packed.setCompressionType(one.getType() == BufferedImage.TYPE_BYTE_BINARY ? "CCITT T.6" : "Deflate");
                writer.writeToSequence(new IIOImage(one, null, null), packed);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
