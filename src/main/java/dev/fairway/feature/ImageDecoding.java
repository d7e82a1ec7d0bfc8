package dev.fairway.feature;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes pixels of the bytes of a JPEG or PNG.
 *
 * <p>Extents are read from the header before anything is decoded, so that a small file of a vast image costs nothing. An
 * orientation that a camera noted is not applied: neither do the loaders that networks are trained with.
 *
 * @param maxPixels pixels that an image may have
 */
public record ImageDecoding(int maxPixels) {

    /** @throws UnreadableImage when it is broken, of another format or too large */
    public Pixels decode(String item, byte[] encoded) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format(item, encoded)).next();
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(in, true, true);
            checkSize(item, reader);
            reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> warnings.add(warning));
            BufferedImage image = reader.read(0);
            checkWhole(item, warnings);
            return Pixels.of(image);
        } catch (IOException | RuntimeException e) {
            throw e instanceof UnreadableImage unreadable ? unreadable : broken(item, e);
        } finally {
            reader.dispose();
        }
    }

    /** By the first bytes, whatever the caller calls it. */
    private static String format(String item, byte[] encoded) {
        if (startsWith(encoded, 0xFF, 0xD8, 0xFF)) {
            if (new JpegHeader(encoded).components() == 4) {
                throw new UnreadableImage(item, "is a JPEG in CMYK; send one in colour (RGB) or grey");
            }
            return "jpeg";
        }
        if (startsWith(encoded, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        throw new UnreadableImage(item, "is neither JPEG nor PNG");
    }

    private static boolean startsWith(byte[] encoded, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (encoded.length <= i || Byte.toUnsignedInt(encoded[i]) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void checkSize(String item, ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > maxPixels) {
            throw new UnreadableImage(item, "has %d × %d pixels; at most %d pixels are decoded"
                    .formatted(reader.getWidth(0), reader.getHeight(0), maxPixels));
        }
    }

    /** Java fills what a truncated JPEG lacks with grey and only warns of it. */
    private static void checkWhole(String item, List<String> warnings) {
        for (String warning : warnings) {
            String text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("premature end") || text.contains("truncated")) {
                throw new UnreadableImage(item, "breaks off before its end");
            }
        }
    }

    private static UnreadableImage broken(String item, Exception cause) {
        UnreadableImage broken = new UnreadableImage(item, "is damaged and cannot be decoded");
        broken.initCause(cause);
        return broken;
    }
}
