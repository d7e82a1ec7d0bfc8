package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.feature.ImageSteps.Layout;
import dev.fairway.tensor.Tensor;
import dev.fairway.testing.Images;
import dev.fairway.testing.RealData;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStepsTests {

    private static final int MOST = 1_000_000;
    private static final Color COLOUR = new Color(10, 100, 200);

    @Test
    void channelsComeOneAfterAnother() {
        Tensor tensor = steps(2, 1, ImageSteps.Color.RGB, Layout.NCHW).apply(List.of(png(2, 1)), MOST);
        assertThat(tensor.shape()).containsExactly(1, 3, 1, 2);
        assertThat(tensor.toFloats()).containsExactly(10 / 255f, 10 / 255f, 100 / 255f, 100 / 255f, 200 / 255f,
                200 / 255f);
    }

    @Test
    void channelsOfAPixelLieTogetherWhereTheNetworkWantsItSo() {
        Tensor tensor = steps(2, 1, ImageSteps.Color.BGR, Layout.NHWC).apply(List.of(png(2, 1)), MOST);
        assertThat(tensor.shape()).containsExactly(1, 1, 2, 3);
        assertThat(tensor.toFloats()).containsExactly(200 / 255f, 100 / 255f, 10 / 255f, 200 / 255f, 100 / 255f,
                10 / 255f);
    }

    @Test
    void colourBecomesLuminance() {
        Tensor tensor = steps(1, 1, ImageSteps.Color.GRAY, Layout.NCHW).apply(List.of(png(1, 1)), MOST);
        // (10 · 19595 + 100 · 38470 + 200 · 7471 + 32768) / 65536 = 84.99, cut
        assertThat(tensor.toFloats()).containsExactly(84 / 255f);
    }

    @Test
    void greyKeepsItsStoredSamplesInEveryChannel() {
        BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 77);
        Tensor tensor = steps(1, 1, ImageSteps.Color.RGB, Layout.NCHW).apply(List.of(Images.encoded(grey, "png")),
                MOST);
        assertThat(tensor.toFloats()).containsExactly(77 / 255f, 77 / 255f, 77 / 255f);
    }

    @Test
    void transparencyIsIgnored() {
        BufferedImage glass = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR);
        glass.setRGB(0, 0, 0x000A64C8);
        Tensor tensor = steps(1, 1, ImageSteps.Color.RGB, Layout.NCHW).apply(List.of(Images.encoded(glass, "png")),
                MOST);
        assertThat(tensor.toFloats()).containsExactly(10 / 255f, 100 / 255f, 200 / 255f);
    }

    @Test
    void samplesAreNormalisedByChannel() {
        ImageSteps steps = new ImageSteps(1, 1, ImageSteps.Color.RGB, null, List.of(0.485, 0.456, 0.406),
                List.of(0.229, 0.224, 0.225), Layout.NCHW);
        assertThat(steps.apply(List.of(png(1, 1)), MOST).toFloats()).usingComparatorWithPrecision(1e-6f)
                .containsExactly((10 / 255f - 0.485f) / 0.229f, (100 / 255f - 0.456f) / 0.224f,
                        (200 / 255f - 0.406f) / 0.225f);
    }

    @Test
    void theShorterSideIsResizedAndTheMiddleIsKept() {
        BufferedImage striped = Images.filled(8, 2, BufferedImage.TYPE_3BYTE_BGR, Color.BLACK);
        striped.getGraphics().fillRect(2, 0, 4, 2);
        striped.setRGB(3, 0, 0xFFFFFF);
        Tensor tensor = new ImageSteps(2, 2, ImageSteps.Color.GRAY, 2, List.of(), List.of(), Layout.NCHW)
                .apply(List.of(Images.encoded(striped, "png")), MOST);
        assertThat(tensor.toFloats()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void everyImageOfARequestHasItsPlace() {
        Tensor tensor = steps(1, 1, ImageSteps.Color.GRAY, Layout.NCHW)
                .apply(List.of(Images.png(3, 9, Color.WHITE), Images.jpeg(16, 16, Color.BLACK)), MOST);
        assertThat(tensor.shape()).containsExactly(2, 1, 1, 1);
        assertThat(tensor.toFloats()).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void anImageThatBreaksOffAnywhereIsRefused(String format) {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(3);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt());
        }
        byte[] whole = Images.encoded(noise, format);
        for (int length = 4; length < whole.length * 9 / 10; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decode(part)).as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadableImage.class)
                    .hasMessageStartingWith("image[0]: ");
        }
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> decode("GIF89a".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("image[0]: is neither JPEG nor PNG");
        assertThatThrownBy(() -> decode(new byte[0])).hasMessage("image[0]: is neither JPEG nor PNG");
    }

    @Test
    void aSmallFileOfAVastImageIsRefusedBeforeItIsDecoded() {
        byte[] bomb = png(1, 1);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        assertThatThrownBy(() -> decode(bomb))
                .hasMessage("image[0]: has 60000 × 60000 pixels; at most 1000000 pixels are decoded");
    }

    @Test
    void aJpegInCmykIsRefusedAsSuch() {
        byte[] cmyk = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 20, 8, 0, 1, 0, 1, 4, 0, 0, 0, 0};
        assertThatThrownBy(() -> decode(cmyk)).hasMessageContaining("CMYK");
    }

    @Test
    void stepsThatContradictEachOtherAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSteps(8, 8, ImageSteps.Color.RGB, 4, List.of(), List.of(), Layout.NCHW));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageSteps(8, 8, ImageSteps.Color.GRAY, null,
                List.of(0.1, 0.2, 0.3), List.of(), Layout.NCHW));
    }

    @Test
    void aPhotographIsDecodedAsTheLibraryDecodesIt() throws IOException {
        try (ZipFile zip = new ZipFile(RealData.dataset("cifar10-jpg/cifar10-jpg-subset.zip").toFile())) {
            byte[] jpeg = zip.getInputStream(zip.getEntry("train/airplane/0000.jpg")).readAllBytes();
            int rgb = ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(5, 7);
            float[] values = steps(32, 32, ImageSteps.Color.RGB, Layout.NCHW).apply(List.of(jpeg), MOST).toFloats();
            assertThat(values[7 * 32 + 5]).isCloseTo(((rgb >> 16) & 0xFF) / 255f, within(1e-6f));
        }
    }

    private static void decode(byte[] encoded) {
        steps(1, 1, ImageSteps.Color.RGB, Layout.NCHW).apply(List.of(encoded), MOST);
    }

    private static ImageSteps steps(int width, int height, ImageSteps.Color color, Layout layout) {
        return new ImageSteps(height, width, color, null, List.of(), List.of(), layout);
    }

    private static byte[] png(int width, int height) {
        return Images.png(width, height, COLOUR);
    }
}
