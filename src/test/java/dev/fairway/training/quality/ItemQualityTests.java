package dev.fairway.training.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.dataset.items.Netpbm;
import dev.fairway.feature.Pixels;
import dev.fairway.training.worker.Galleries;
import dev.fairway.training.worker.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are brighter on the left or on the right, and texts with a word that says it all; 240 of each. */
class ItemQualityTests {

    private static final String LABEL = "if(i % 2 = 0, 'left', 'right')";
    private static final String SPLIT = "if(i < 200, 'train', 'test')";

    @TempDir
    private Path folder;

    @Test
    void nothingIsSaidAgainstSoundImagesAndTexts() throws SQLException, IOException {
        assertThat(reports(images(LABEL, ItemQualityTests::image), "{}").serious()).isEmpty();
        assertThat(reports(texts(LABEL, Galleries::text), "{}").serious()).isEmpty();
    }

    @Test
    void imagesThatAreThereTwiceAreToldAndThoseOnBothSidesOfTheSplit() throws SQLException, IOException {
        Reports reports = reports(images(LABEL, i -> image(i % 120)), "{}");
        assertThat(reports.of("duplicates").getFirst().observed()).isEqualTo(0.5);
        assertThat(reports.of("train_test_overlap").getFirst())
                .satisfies(c -> assertThat(c.message()).contains("38 of 40 test images"));
    }

    @Test
    void anImageUnderTwoClassesIsToldByItsFile() throws SQLException, IOException {
        Dataset twice = images(LABEL, i -> image(i < 40 ? i - i % 2 : i));
        assertThat(reports(twice, "{}").of("conflicting_labels").getFirst().message()).contains("40 of 240 images",
                "item-0, item-1");
    }

    @Test
    void imagesOfOneShadeAreBlank() throws SQLException, IOException {
        Dataset dataset = images(LABEL, i -> i % 20 == 7 ? new byte[64] : image(i));
        assertThat(reports(dataset, "{}").of("blank").getFirst()).returns(0.05, Check::observed)
                .satisfies(c -> assertThat(c.message()).contains("item-7"));
    }

    @Test
    void imagesThatCannotBeReadStopTheJob() throws SQLException, IOException {
        Dataset dataset = images(LABEL, ItemQualityTests::image);
        Path bytes = dataset.table().resolveSibling("items.bin");
        byte[] damaged = Files.readAllBytes(bytes);
        damaged[0] = 'X';
        Files.write(bytes, damaged);
        assertThat(reports(dataset, "{}").of("unreadable")).singleElement()
                .returns(Severity.ERROR, Check::severity)
                .satisfies(c -> assertThat(c.message()).contains("1 of 240 images", "item-0"));
    }

    @Test
    void flippedLabelsAreFoundInImagesAndTexts() throws SQLException, IOException {
        String flipped = "if((i %% 2 = 0) != (i %% 5 = 0), %s)".formatted("'left', 'right'");
        assertThat(reports(images(flipped, ItemQualityTests::image), "{}").of("label_noise")).hasSize(1);
        assertThat(reports(texts(flipped, Galleries::text), "{}").of("label_noise")).hasSize(1);
    }

    @Test
    void aRareClassAndOneWithoutTrainingImagesAreTold() throws SQLException, IOException {
        Reports reports = reports(images("if(i >= 236, 'up', %s)".formatted(LABEL), ItemQualityTests::image), "{}");
        assertThat(reports.of("label_imbalance")).hasSize(1);
        assertThat(reports.of("class_rows")).extracting(Check::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
    }

    @Test
    void darkerImagesAreDrift() throws SQLException, IOException {
        Dataset old = images(LABEL, ItemQualityTests::image);
        folder = Files.createDirectory(folder.resolve("newer"));
        Dataset newer = images(LABEL, i -> darker(Galleries.image(1_000 + i)));
        assertThat(Reports.of(old, newer, fields("{}")).of("drift")).extracting(Check::column)
                .contains("brightness")
                .doesNotContain("width", "label");
        assertThat(Reports.of(old, old, fields("{}")).of("drift")).isEmpty();
    }

    @Test
    void textsThatDifferInCaseAndMarksAloneAreTheSame() throws SQLException, IOException {
        Dataset shouted = texts(LABEL,
                i -> i < 120 ? Galleries.text(i) : Galleries.text(i - 120).toUpperCase(Locale.ROOT) + "!");
        assertThat(reports(shouted, "{}").of("duplicates").getFirst().observed()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void emptyTextsAreBlank() throws SQLException, IOException {
        assertThat(reports(texts(LABEL, i -> i % 10 == 3 ? " …" : Galleries.text(i)), "{}").of("blank")).singleElement()
                .returns(0.1, Check::observed);
    }

    @Test
    void aColumnOfTextsIsLookedAtAsTextsAre() throws SQLException {
        Dataset table = Tables.of("""
                SELECT CASE WHEN i % 10 = 0 THEN '' WHEN i % 10 = 1 THEN NULL ELSE concat('word', hash(i) % 977, ' is ',
                    if(i % 2 = 0, 'lovely', 'awful'), ' number ', i) END AS review, i % 2 AS y FROM range(1500) r(i)""",
                folder);
        Reports reports = Reports.of(table,
                "\"target\": \"y\", \"architecture\": {\"type\": \"gru\"}, \"features\": {\"include\": [\"review\"]}");
        assertThat(reports.of("blank").getFirst().observed()).isEqualTo(0.2);
        assertThat(reports.of("label_noise")).isEmpty();
    }

    @Test
    void textsToGoOnWithNeedNoClass() throws SQLException, IOException {
        Dataset dataset = texts("NULL", i -> Galleries.text(i % 120));
        Reports reports = Reports.of(dataset, "\"architecture\": {\"type\": \"text_generator\"}");
        assertThat(reports.passed()).isTrue();
        assertThat(reports.of("duplicates").getFirst().observed()).isEqualTo(0.5);
        assertThat(reports.report().checks()).extracting(Check::name).doesNotContain("label_noise", "missing_target");
    }

    @Test
    void aColumnToGoOnWithIsComparedToo() throws SQLException, IOException {
        String query = "SELECT concat('one ', 'more '%s, hash(i)) AS line FROM range(400) r(i)";
        Dataset old = Tables.of(query.formatted(""), folder);
        folder = Files.createDirectory(folder.resolve("newer"));
        Dataset newer = Tables.of(query.formatted(", if(i % 2 = 0, 'and more and more ', '')"), folder);
        String fields = "\"architecture\": {\"type\": \"text_generator\"}, \"features\": {\"include\": [\"line\"]}";
        assertThat(Reports.of(old, newer, fields).of("drift")).extracting(Check::column).containsExactly("words");
    }

    private static byte[] image(int number) {
        return Galleries.image(number).samples();
    }

    private static byte[] darker(Pixels image) {
        byte[] samples = image.samples().clone();
        IntStream.range(0, samples.length).forEach(i -> samples[i] = (byte) (Byte.toUnsignedInt(samples[i]) / 2));
        return samples;
    }

    private Dataset images(String label, IntFunction<byte[]> samples) throws SQLException, IOException {
        List<byte[]> images = IntStream.range(0, 240)
                .mapToObj(samples)
                .map(s -> Netpbm.write(new Pixels(Galleries.SIDE, Galleries.SIDE, 1, s)))
                .toList();
        var size = new ItemProfile.Size(Galleries.SIDE, Galleries.SIDE, 240);
        return Galleries.of(rows(label), images,
                new ItemProfile.OfImages(List.of(), List.of(size), 1, List.of(0.5), List.of(0.2)), folder);
    }

    private Dataset texts(String label, IntFunction<String> texts) throws SQLException, IOException {
        List<byte[]> bytes = IntStream.range(0, 240)
                .mapToObj(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return Galleries.of(rows(label), bytes,
                new ItemProfile.OfTexts(List.of(), new ItemProfile.Lengths(4, 4, 5, 6, 7, 8, 8, 8, 6), 30), folder);
    }

    private static String rows(String label) {
        return "SELECT %s AS label, %s AS split, 'item-' || i AS file FROM range(240) r(i)".formatted(label, SPLIT);
    }

    private static Reports reports(Dataset dataset, String checks) {
        return Reports.of(dataset, fields(checks));
    }

    private static String fields(String checks) {
        return "\"checks\": " + checks;
    }
}
