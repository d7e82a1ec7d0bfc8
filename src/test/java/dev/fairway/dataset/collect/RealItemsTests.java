package dev.fairway.dataset.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.dataset.Images;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.Texts;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.testing.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published collections come in whole. */
class RealItemsTests {

    @TempDir
    Path folder;

    @Test
    void fashionMnistHasItsPublishedMeanAndSpread() throws IOException {
        Path[] files = Stream.of("t10k-images-idx3", "t10k-labels-idx1", "train-images-idx3", "train-labels-idx1")
                .map(name -> RealData.dataset("fashion-mnist/" + name + "-ubyte.gz"))
                .toArray(Path[]::new);
        Imported imported = read(files);
        ItemProfile.OfImages profile = (ItemProfile.OfImages) Uploads.items(imported);
        assertThat(profile.mean().getFirst()).isEqualTo(0.286041, within(1e-6));
        assertThat(profile.std().getFirst()).isEqualTo(0.353024, within(1e-6));
        assertThat(profile.classes()).hasSize(20).extracting(ClassCount::items).containsOnly(1_000L, 6_000L);
    }

    @Test
    void cifar10AsAFolderOfImagesHasItsClassesAndSplits() throws IOException {
        Imported imported = read(RealData.dataset("cifar10-jpg/cifar10-jpg-subset.zip"));
        assertThat(Uploads.items(imported).classes()).hasSize(20)
                .extracting(ClassCount::items)
                .containsOnly(200L, 1_000L);
        try (Images images = Images.open(Uploads.dataset(imported))) {
            assertThat(images.pixels(0).samples()).hasSize(32 * 32 * 3);
        }
    }

    @Test
    void imdbHasItsReviewsBySplitAndVerdict() throws IOException {
        Imported imported = read(RealData.dataset("imdb/aclImdb_labelled_50k.tar.gz"));
        assertThat(Uploads.items(imported).classes()).containsExactly(new ClassCount("neg", "test", 12_500),
                new ClassCount("pos", "test", 12_500), new ClassCount("neg", "train", 12_500),
                new ClassCount("pos", "train", 12_500));
        try (Texts texts = Texts.open(Uploads.dataset(imported))) {
            assertThat(texts.text(0)).isNotBlank();
        }
    }

    private Imported read(Path... files) throws IOException {
        return new Uploads(folder).read(ImportSpec.SNIFFED, files);
    }
}
