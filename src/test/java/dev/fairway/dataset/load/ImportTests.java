package dev.fairway.dataset.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.dataset.Table;
import dev.fairway.dataset.load.Import.Imported;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTests {

    private static final ImportSpec CSV = ImportSpec.SNIFFED.as("csv");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", " "})
    void theDelimiterIsFoundOut(String delimiter) throws IOException {
        Imported imported = read("age,job,town\n41,clerk,\"Ulm, Bonn\"\n39,nurse,Kiel\n".replace(",", delimiter));
        assertThat(names(imported)).isEqualTo("age job town");
        assertThat(words(imported, "town")).containsExactly("Ulm" + delimiter + " Bonn", "Kiel");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, '\uFEFF'", "UTF-16LE, '\uFEFF'", "UTF-16BE, '\uFEFF'", "UTF-16LE, ''",
            "UTF-16BE, ''"})
    void theEncodingIsFoundOut(Charset charset, String mark) throws IOException {
        Imported imported = read((mark + "name,town\nJosé,Köln\n張,東京\n").getBytes(charset), CSV);
        assertThat(names(imported)).isEqualTo("name town");
        assertThat(words(imported, "town")).containsExactly("Köln", "東京");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndAsTheyDoAnywhere(String end) throws IOException {
        assertThat(read("a,b\n1,x\n2,y\n\n\n".replace("\n", end)).rows()).isEqualTo(2);
    }

    @Test
    void aQuotedValueMayHoldAnything() throws IOException {
        assertThat(words(read("id,note\n1,\"two\nlines, a \"\"word\"\"\"\n2, \"x\"\n"), "note"))
                .containsExactly("two\nlines, a \"word\"", "x");
    }

    @Test
    void blanksAroundWordsAreNoPartOfThem() throws IOException {
        assertThat(words(read("a,b\n 1 , x\n2 ,\ty \n"), "b")).containsExactly("x", "y");
    }

    @Test
    void whatStandsForMissingIsMissing() throws IOException {
        Imported imported = read("a,b\n1,x\n?, ?\nNA,NA\n,\n \t,\"\"\n");
        assertThat(imported.columns()).extracting(ColumnProfile::missing).containsExactly(4L, 4L);
        assertThat(column(imported, "a").type()).isEqualTo(ColumnType.NUMERIC);
        ImportSpec dashes = new ImportSpec(null, null, null, null, null, List.of("-"), null);
        assertThat(words(read("a,b\n1,-\n2,NA\n".getBytes(StandardCharsets.UTF_8), dashes), "b")).containsExactly(null,
                "NA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1 2.5 -3e4 .5 | NUMERIC", "0 1 1 0 | NUMERIC", "1 NaN inf 2 | NUMERIC",
            "true False TRUE true | BOOLEAN", "yes no yes no | CATEGORICAL", "01234 99999 1 2 | CATEGORICAL",
            "1234567890123456789 1 2 3 | CATEGORICAL", "2026-01-02 2026-01-03 ? 2026-02-01 | TIME",
            "2026-01-02T03:04:05Z 2026-01-02T03:04:05+02:00 ? ? | TIME", "2026-13-02 2026-01-03 a b | CATEGORICAL",
            "1 2 3 x | CATEGORICAL", "nan nan inf nan | CATEGORICAL", "? ? ? ? | CATEGORICAL"})
    void aColumnsTypeIsThatOfAllItsValues(String values, ColumnType type) throws IOException {
        Imported imported = read("value;other\n" + values.strip().replace(" ", ";1\n") + ";1\n");
        assertThat(column(imported, "value").type()).isEqualTo(type);
    }

    @Test
    void aWordInTheLastOfManyRowsMakesAColumnOfWords() throws IOException {
        assertThat(column(read(numbers(3000) + "x,x\n"), "value").type()).isEqualTo(ColumnType.TEXT);
        assertThat(column(read(numbers(3000)), "value").type()).isEqualTo(ColumnType.NUMERIC);
    }

    @Test
    void wholeNumbersReadAsWordsHaveNoFraction() throws IOException {
        assertThat(words(read("label,b\n1.0,x\n0.0,y\n"), "label")).containsExactly("1", "0");
    }

    @Test
    void aDeclaredTypeGoesAgainstWhatTheValuesLookLike() throws IOException {
        ImportSpec spec = new ImportSpec(null, null, null, null,
                Map.of("zip", ColumnType.CATEGORICAL, "flag", ColumnType.BOOLEAN), null, null);
        Imported imported = read("zip,flag\n10115,yes\n80331,no\n".getBytes(StandardCharsets.UTF_8), spec);
        assertThat(column(imported, "zip").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(words(imported, "flag")).containsExactly("true", "false");
    }

    @Test
    void jsonLinesHaveTheColumnsOfAllLines() throws IOException {
        Imported imported = read("""
                {"age": 41, "member": true, "word": "1"}
                {"age": null, "town": "Ulm", "word": "2"}

                {"age": 39.5, "member": false, "it's": "x"}
                """);
        assertThat(names(imported)).isEqualTo("age member word town it's");
        assertThat(imported.columns()).extracting(ColumnProfile::type)
                .containsExactly(ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.CATEGORICAL, ColumnType.CATEGORICAL,
                        ColumnType.CATEGORICAL);
        assertThat(words(imported, "town")).containsExactly(null, "Ulm", null);
    }

    @Test
    void numbersTooLargeForSumsStillHaveAProfile() throws IOException {
        ColumnProfile profile = column(read("a,b\n1e308,1\n-1e308,2\n1e308,3\n"), "a");
        assertThat(profile.std()).isCloseTo(1.1547005383792515e308, org.assertj.core.data.Percentage.withPercentage(1));
    }

    @Test
    void theReportNamesWhatIsWrongWithColumnsAndRows() throws IOException {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> "%d,same,%s,%s\n".formatted(i, i % 4 == 0 ? "" : "x" + i % 2, i == 0 ? "inf" : i % 7))
                .collect(Collectors.joining());
        assertThat(read("id,fixed,gaps,odd\n" + rows).quality().checks())
                .filteredOn(c -> c.severity() == Severity.WARNING)
                .extracting(c -> c.name() + " " + c.column())
                .containsExactlyInAnyOrder("identifier id", "constant fixed", "missing gaps", "not_finite odd");
    }

    @Test
    void columnsThatHardlyVaryAndNumbersFarOutsideAreNamed() throws IOException {
        String rows = IntStream.range(0, 400)
                .mapToObj(i -> "%d,%s,%d\n".formatted(i == 7 ? 1 : 0, i == 9 ? "b" : "a",
                        i % 10 == 3 ? 999_999 : i * 7919 % 50))
                .collect(Collectors.joining());
        assertThat(read("flag,word,amount\n" + rows).quality().checks())
                .filteredOn(c -> c.severity() == Severity.WARNING)
                .extracting(c -> c.name() + " " + c.column())
                .contains("near_constant flag", "near_constant word", "outliers amount")
                .doesNotContain("outliers flag", "near_constant amount");
    }

    @Test
    void rowsThatRepeatAreCounted() throws IOException {
        Check duplicates = read("a,b\n" + "1,x\n".repeat(30) + "2,y\n".repeat(30)).quality()
                .checks()
                .stream()
                .filter(c -> c.name().equals("duplicates"))
                .findFirst()
                .orElseThrow();
        assertThat(duplicates.severity()).isEqualTo(Severity.WARNING);
        assertThat(duplicates.observed()).isEqualTo(58.0 / 60);
    }

    @Test
    void rowsThatNeverVaryFailTheReport() throws IOException {
        assertThat(read("a,b\n1,x\n1,x\n").quality().passed()).isFalse();
        assertThat(read("a,b\n1,x\n2,x\n").quality().passed()).isTrue();
    }

    @Test
    void noBytesAreADefect() throws IOException {
        Random random = new Random(7);
        List<String> seeds = List.of("age,job\n41,\"a b\"\n,x\n3,?\n", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": null}\n");
        String alphabet = "\",;{}[]:\n\r\t |#?0e-.aNÄ'\\";
        for (int i = 0; i < 120; i++) {
            StringBuilder text = new StringBuilder(seeds.get(i % 2));
            for (int change = 0; change < 4; change++) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(read(text.toString()).rows()).isPositive();
            } catch (Refusal refusal) {
                assertThat(refusal.errors()).as(text.toString()).isNotEmpty();
            }
        }
    }

    private Imported read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), ImportSpec.SNIFFED);
    }

    private Imported read(byte[] bytes, ImportSpec spec) throws IOException {
        Path upload = Files.createTempDirectory(folder, "import").resolve("upload");
        Files.write(upload, bytes);
        return new Import(upload, spec, 100).run();
    }

    private static String numbers(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> i + "," + i + "\n")
                .collect(Collectors.joining("", "value,b\n", ""));
    }

    private static String names(Imported imported) {
        return imported.columns().stream().map(ColumnProfile::name).collect(Collectors.joining(" "));
    }

    private static ColumnProfile column(Imported imported, String name) {
        return imported.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    private static @Nullable String[] words(Imported imported, String column) {
        return Table.read(imported.table(), List.of(new Table.Selection(column, ColumnType.CATEGORICAL))).words(column);
    }
}
