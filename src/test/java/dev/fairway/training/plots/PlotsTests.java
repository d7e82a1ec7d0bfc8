package dev.fairway.training.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairway.training.TrainJob.Epoch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlotsTests {

    private static final List<Epoch> HISTORY = List.of(
            new Epoch(1, 0.1, 1.5, true, Map.of("train_loss", 1.0, "validation_loss", 1.2)),
            new Epoch(2, 0.05, 1.25, false, Map.of("train_loss", 0.5)));

    @Test
    void theTableHasARowPerEpochAndAColumnPerFigure() {
        assertThat(LossTable.csv(HISTORY)).isEqualTo("""
                epoch,learning_rate,seconds,best,train_loss,validation_loss\r
                1,0.1,1.5,true,1.0,1.2\r
                2,0.05,1.25,false,0.5,\r
                """);
    }

    @Test
    void withoutEpochsThereIsAHeaderAlone() {
        assertThat(LossTable.csv(List.of())).isEqualTo("epoch,learning_rate,seconds,best\r\n");
    }

    @Test
    void thePictureShowsBothCurvesAndTheEpochThatWasKept() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(LossChart.png("income · 1", HISTORY)));
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(pixels(picture, 0x1f77b4)).as("training").isGreaterThan(100);
        assertThat(pixels(picture, 0xd95f02)).as("validation").isGreaterThan(20);
        assertThat(pixels(picture, 0x1b7837)).as("kept").isGreaterThan(10);
    }

    @Test
    void aLossThatIsNoNumberIsLeftOut() {
        Epoch lost = new Epoch(3, 0.1, 1, false, Map.of("train_loss", Double.NaN));
        assertThat(LossChart.png("income", List.of(HISTORY.getFirst(), lost))).isNotEmpty();
    }

    @Test
    void thereIsNoPictureOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> LossChart.png("income", List.of()));
    }

    private static long pixels(BufferedImage picture, int color) {
        long pixels = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                pixels += (picture.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
            }
        }
        return pixels;
    }
}
