package dev.fairway.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Encoded images of one colour. */
public final class Images {

    private Images() {}

    public static byte[] png(int width, int height, Color color) {
        return encoded(filled(width, height, BufferedImage.TYPE_3BYTE_BGR, color), "png");
    }

    public static byte[] jpeg(int width, int height, Color color) {
        return encoded(filled(width, height, BufferedImage.TYPE_3BYTE_BGR, color), "jpeg");
    }

    /** @param format {@code png} or {@code jpeg} */
    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @param type a type of {@link BufferedImage} */
    public static BufferedImage filled(int width, int height, int type, Color color) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }
}
