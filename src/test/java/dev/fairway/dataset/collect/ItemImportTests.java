package dev.fairway.dataset.collect;

import static dev.fairway.dataset.collect.Uploads.items;
import static dev.fairway.testing.Archives.files;
import static dev.fairway.testing.Archives.gz;
import static dev.fairway.testing.Archives.idxImages;
import static dev.fairway.testing.Archives.idxLabels;
import static dev.fairway.testing.Archives.tar;
import static dev.fairway.testing.Archives.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.Images;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.Texts;
import dev.fairway.dataset.load.Import.Imported;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemImportTests {

    private static final ImportSpec SKIPPING = new ImportSpec(null, null, null, null, null, null, null,
            ImportSpec.Damaged.SKIP, null);

    @TempDir
    Path folder;

    private static Map<String, byte[]> mnist() {
        return files("t10k-labels-idx1-ubyte.gz", gz(idxLabels(1)), "train-images-idx3-ubyte.gz",
                gz(idxImages(2, 3, 0, 255)), "t10k-images-idx3-ubyte.gz", gz(idxImages(2, 3, 128)),
                "train-labels-idx1-ubyte.gz", gz(idxLabels(7, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parts", "zip", "tar", "tar.gz"})
    void idxComesAsPartsOrPacked(String way) throws IOException {
        Imported imported = read(switch (way) {
            case "parts" -> mnist();
            case "zip" -> files("mnist.zip", zip(mnist()));
            case "tar" -> files("mnist.tar", tar(mnist()));
            default -> files("mnist.tar.gz", gz(tar(mnist())));
        });
        assertThat(imported.format()).isEqualTo(Format.IDX);
        assertThat(items(imported).classes()).containsExactly(new ClassCount("1", "test", 1),
                new ClassCount("1", "train", 1), new ClassCount("7", "train", 1));
    }

    @Test
    void imagesAreReadBackWithLabelSplitAndPixels() throws IOException {
        try (Images images = Images.open(Uploads.dataset(read(mnist())))) {
            assertThat(images.count()).isEqualTo(3);
            assertThat(List.of(images.label(0), images.split(0), images.file(1))).containsExactly("7", "train",
                    "train-images-idx3-ubyte[1]");
            assertThat(images.pixels(1).sample(2, 1, 0)).isEqualTo(255);
            assertThat(images.pixels(2).width()).isEqualTo(3);
            assertThat(images.split(2)).isEqualTo("test");
        }
    }

    @Test
    void meanAndSpreadAreThoseOfTheTrainingImages() throws IOException {
        ItemProfile.OfImages profile = (ItemProfile.OfImages) items(read(mnist()));
        assertThat(profile.mean()).singleElement().satisfies(mean -> assertThat(mean).isEqualTo(0.5, within(1e-9)));
        assertThat(profile.std()).singleElement().satisfies(std -> assertThat(std).isEqualTo(0.5, within(1e-9)));
        assertThat(profile.sizes()).containsExactly(new ItemProfile.Size(3, 2, 3));
    }

    @Test
    void classesMayBeNamed() throws IOException {
        ImportSpec spec = new ImportSpec("idx", null, null, null, null, null, null, null, List.of("shirt", "shoe"));
        Map<String, byte[]> files = files("train-images-idx3-ubyte", idxImages(1, 1, 9, 9), "train-labels-idx1-ubyte",
                idxLabels(1, 0));
        assertThat(items(new Uploads(folder).read(spec, files)).classes()).extracting(ClassCount::label)
                .containsExactly("shirt", "shoe");
    }

    @Test
    void labelsThatAreTooFewAreRefused() {
        refused(files("train-images-idx3-ubyte", idxImages(1, 1, 9, 9), "train-labels-idx1-ubyte", idxLabels(1)),
                "'train-images-idx3-ubyte' has 2 images, and its labels are 1");
        refused(files("train-images-idx3-ubyte", idxImages(1, 1, 9, 9)), "no file of labels");
    }

    @Test
    void anIdxFileThatIsCutOffIsRefusedByName() {
        byte[] images = idxImages(4, 4, 1, 2, 3);
        refused(files("train-images-idx3-ubyte", Arrays.copyOf(images, images.length - 5)),
                "entry 'train-images-idx3-ubyte' ends before all the items");
        byte[] packed = gz(images);
        refused(files("train-images-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length - 9)), "cut off or damaged");
    }

    @Test
    void cifar10PutsItsPlanesSideBySide() throws IOException {
        byte[] record = new byte[3073];
        record[0] = 3;
        Arrays.fill(record, 1, 1025, (byte) 10);
        Arrays.fill(record, 2049, 3073, (byte) 200);
        byte[] test = record.clone();
        test[0] = 9;
        Imported imported = read(files("cifar-10-binary.tar.gz", gz(tar(files("c/data_batch_1.bin", record,
                "c/test_batch.bin", test, "c/batches.meta.txt", "a\nb\nc\ncat\ne\nf\ng\nh\ni\ntruck\n\n")))));
        assertThat(items(imported).classes()).containsExactly(new ClassCount("truck", "test", 1),
                new ClassCount("cat", "train", 1));
        try (Images images = Images.open(Uploads.dataset(imported))) {
            assertThat(images.pixels(0).samples()).startsWith(10, 0, 200, 10, 0, 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train/cat/1.png", "pets/train/cat/1.png", "./pets/Train/cat/sub/1.png"})
    void theFolderBelowTheSplitIsTheClass(String cat) throws IOException {
        Imported imported = read(
                folders(cat, cat.replace("cat", "dog").replace("rain", "est").replace("Test", "test")));
        assertThat(items(imported).classes()).extracting(ClassCount::label, ClassCount::split)
                .contains(org.assertj.core.groups.Tuple.tuple("cat", "train"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat/1.png", "pets/cat/1.png", "pets/cat/deep/1.png"})
    void withoutSplitsTheFirstFolderThatDiffersIsTheClass(String cat) throws IOException {
        Imported imported = read(folders(cat, cat.replace("cat", "dog")));
        assertThat(items(imported).classes()).containsExactly(new ClassCount("cat", null, 1),
                new ClassCount("dog", null, 1));
    }

    private static Map<String, byte[]> folders(String first, String second) {
        return files("pets.zip", zip(files(first, png(Color.RED), "__MACOSX/._x.png", "x", second, png(Color.BLUE))));
    }

    @Test
    void jpegAndPngAreKeptAsTheyAre() throws IOException {
        Imported imported = read(files("pets.tar", tar(files("a/1.jpg",
                dev.fairway.testing.Images.jpeg(4, 2, Color.WHITE), "b/2.png", png(Color.BLACK), "b/notes.md", "x"))));
        assertThat(((ItemProfile.OfImages) items(imported)).channels()).isEqualTo(3);
        assertThat(checks(imported)).contains("left_out");
        try (Images images = Images.open(Uploads.dataset(imported))) {
            assertThat(images.pixels(0).width()).isEqualTo(4);
            assertThat(images.label(1)).isEqualTo("b");
        }
    }

    @Test
    void damagedImagesAreRefusedByNameOrLeftOut() throws IOException {
        byte[] whole = png(Color.RED);
        Map<String, byte[]> files = files("pets.zip", zip(files("a/1.png", whole, "b/2.png",
                Arrays.copyOf(whole, whole.length / 2), "b/3.jpg", "no image", "b/4.png", png(Color.BLUE))));
        refused(files, "2 images cannot be decoded: b/2.png, b/3.jpg");
        Imported imported = new Uploads(folder).read(SKIPPING, files);
        assertThat(imported.rows()).isEqualTo(2);
        assertThat(imported.quality().checks()).anySatisfy(check -> {
            assertThat(check.name()).isEqualTo("damaged");
            assertThat(check.message()).contains("b/2.png, b/3.jpg");
        });
    }

    @Test
    void textsHaveTheirLayoutsSplitAndMayLackALabel() throws IOException {
        Imported imported = read(files("aclImdb.tar.gz",
                gz(tar(files("aclImdb/README", "read me", "aclImdb/imdbEr.txt", "0.1", "aclImdb/train/urls_pos.txt",
                        "http", "aclImdb/train/pos/0_9.txt", "Good, isn't it", "aclImdb/train/unsup/0_0.txt",
                        "Who knows", "aclImdb/test/neg/0_1.txt", "BAD bad")))));
        assertThat(imported.format()).isEqualTo(Format.TEXT_FOLDER);
        assertThat(items(imported).classes()).containsExactly(new ClassCount("neg", "test", 1),
                new ClassCount(null, "train", 1), new ClassCount("pos", "train", 1));
        assertThat(((ItemProfile.OfTexts) items(imported)).vocabulary()).isEqualTo(6);
        try (Texts texts = Texts.open(Uploads.dataset(imported))) {
            assertThat(texts.text(0)).isEqualTo("Good, isn't it");
            assertThat(texts.label(1)).isNull();
            assertThat(texts.file(2)).isEqualTo("aclImdb/test/neg/0_1.txt");
        }
    }

    @Test
    void aTextThatIsNotUtf8IsRefusedByName() {
        refused(files("t.zip", zip(files("pos/1.txt", new byte[]{(byte) 0xe9, 'a'}, "neg/2.txt", "b"))),
                "entry 'pos/1.txt' is not valid UTF-8");
    }

    @Test
    void repetitionAndOverlapOfTheSplitsAreReported() throws IOException {
        Imported imported = read(files("t.zip", zip(files("train/pos/1.txt", "same", "train/neg/2.txt", "same",
                "test/pos/1.txt", "same", "test/neg/1.txt", "other"))));
        assertThat(imported.quality().checks()).filteredOn(c -> c.name().equals("duplicates"))
                .singleElement()
                .extracting(Check::observed)
                .isEqualTo(0.25);
        assertThat(imported.quality().checks()).filteredOn(c -> c.name().equals("train_test_overlap"))
                .singleElement()
                .extracting(Check::observed)
                .isEqualTo(0.5);
    }

    @Test
    void filesWithoutAFolderPerClassAreRefused() {
        refused(files("t.zip", zip(files("1.txt", "a", "2.txt", "b"))), "in a folder per class");
        refused(files("t.zip", zip(files("1.doc", "a"))), "holds nothing that is known");
    }

    private static List<String> checks(Imported imported) {
        return imported.quality().checks().stream().map(Check::name).toList();
    }

    private static byte[] png(Color color) {
        return dev.fairway.testing.Images.png(4, 4, color);
    }

    private Imported read(Map<String, byte[]> files) throws IOException {
        return new Uploads(folder).read(ImportSpec.SNIFFED, files);
    }

    private void refused(Map<String, byte[]> files, String words) {
        assertThatThrownBy(() -> read(files)).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }
}
