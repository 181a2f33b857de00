package org.feedbackhub.letter;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A page as shades of grey.
 *
 * @param shades row by row, 0 for black to 255 for white
 */
record GreyImage(int width, int height, byte[] shades) {

    /** Dots of the longer side of a picture: 150 an inch on A4. */
    private static final int PICTURE = 1754;

    /** Up to it a dot is ink, and from the other on it is paper; between lies what has shades. */
    private static final int INK = 64;

    private static final int PAPER = 250;

    /** So many dots, evenly over the page, are enough to tell. */
    private static final int LOOKED_AT = 20_000;

    // weights of red, green and blue in what is seen as bright, in 1/256 (ITU-R BT.601)
    private static final int RED = 77;
    private static final int GREEN = 150;
    private static final int BLUE = 29;

    static GreyImage of(BufferedImage image) {
        byte[] shades = new byte[Math.multiplyExact(image.getWidth(), image.getHeight())];
        boolean single = image.getRaster().getNumBands() == 1
                && !(image.getColorModel() instanceof IndexColorModel)
                && !image.getColorModel().hasAlpha();
        if (single) {
            copySamples(image.getRaster(), shades);
        } else {
            weighColours(image, shades);
        }
        return new GreyImage(image.getWidth(), image.getHeight(), shades);
    }

    /** As they are stored: Java would take them for light and make them paler. */
    private static void copySamples(Raster raster, byte[] shades) {
        int shift = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? Byte.SIZE : 0;
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                shades[y * row.length + x] = (byte) (row[x] >> shift);
            }
        }
    }

    /** Where it can be seen through, paper is white. */
    private static void weighColours(BufferedImage image, byte[] shades) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int colour = row[x];
                int bright = RED * (colour >> 16 & 0xFF) + GREEN * (colour >> 8 & 0xFF) + BLUE * (colour & 0xFF) >> 8;
                int opaque = colour >>> 24;
                shades[y * row.length + x] = (byte) ((bright * opaque + 255 * (255 - opaque)) / 255);
            }
        }
    }

    BufferedImage asImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, shades);
        return image;
    }

    /** For people to look at, as JPEG, and no larger than they need. @throws IOException if it cannot be made */
    byte[] asPicture() throws IOException {
        BufferedImage whole = asImage();
        double factor = Math.min(1, (double) PICTURE / Math.max(width, height));
        BufferedImage small = new BufferedImage(
                Math.max(1, (int) (width * factor)),
                Math.max(1, (int) (height * factor)),
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D paper = small.createGraphics();
        paper.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        paper.drawImage(whole, 0, 0, small.getWidth(), small.getHeight(), null);
        paper.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /** Whether nearly all of it is black or white, as fax machines and many scanners make it. @param perMille how much may lie between */
    boolean isOfTwoShades(int perMille) {
        int step = Math.max(1, shades.length / LOOKED_AT);
        int between = 0;
        int looked = 0;
        for (int i = 0; i < shades.length; i += step) {
            int shade = shades[i] & 0xFF;
            between += shade > INK && shade < PAPER ? 1 : 0;
            looked++;
        }
        return between * 1000L <= (long) perMille * looked;
    }
}
