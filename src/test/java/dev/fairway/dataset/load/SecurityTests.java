package dev.fairway.dataset.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.Table;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Uploads by somebody who wants to read other files, write some, or reach the network. */
class SecurityTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path secret;

    @BeforeEach
    void hidesASecret() throws IOException {
        secret = Files.writeString(folder.resolve("secret.csv"), "password\nhunter2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM read_text('%s')", "SELECT * FROM read_csv('%s')", "SELECT * FROM '%s'",
            "COPY (SELECT 1) TO '%s'", "ATTACH '%s' AS other", "SELECT * FROM glob('%s*')",
            "SELECT * FROM read_blob('%s')", "EXPORT DATABASE '%s.d'", "INSTALL httpfs", "LOAD httpfs",
            "SELECT * FROM 'https://example.org/a.parquet'", "SET enable_external_access=true",
            "SET allowed_paths=['%s']", "RESET enable_external_access", "SET temp_directory='%s.t'",
            "SET autoload_known_extensions=true"})
    void noStatementLeavesTheSandbox(String statement) throws IOException {
        Path allowed = Files.writeString(folder.resolve("allowed.csv"), "a\n1\n");
        try (Sandbox sandbox = Sandbox.spilling(folder.resolve("spill"), allowed)) {
            assertThatThrownBy(() -> sandbox.run(statement.replace("%s", secret.toString())))
                    .isInstanceOf(Sandbox.QueryFailed.class);
        }
        assertThat(secret).content().isEqualTo("password\nhunter2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\"; COPY (SELECT 1) TO 'stolen.csv'; --", "../../etc/passwd", "read_text('/etc/passwd')",
            "a'b", "c0", "raw", "rowid", "\"", "'); DROP TABLE raw; --", "${HOME}", "%s%n", "*", "filename", "SELECT",
            "\u202Eevil", "=cmd|' /C calc'!A0"})
    void aColumnsNameIsJustAName(String name) throws IOException {
        Imported imported = csv("\"" + name.replace("\"", "\"\"") + "\",other\nx,1\ny,2\n");
        assertThat(imported.columns()).extracting(ColumnProfile::name).containsExactly(name, "other");
        assertThat(Table.read(imported.table(), List.of(new Table.Selection(name, ColumnType.CATEGORICAL))).words(name))
                .containsExactly("x", "y");
        assertThat(read("{%s: \"x\"}\n".formatted(JSON.writeValueAsString(name)), ImportSpec.SNIFFED).rows())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "read_text('/etc/passwd')", "=cmd|' /C calc'!A0", "'; DROP TABLE raw; --",
            "https://example.org/*.csv", "${jndi:ldap://example.org}", "%1$s", "\\N"})
    void aCellIsJustAWord(String cell) throws IOException {
        Imported imported = csv("word,other\n\"%s\",1\nb,2\n".replace("%s", cell));
        assertThat(Table.read(imported.table(), List.of(new Table.Selection("word", ColumnType.TEXT))).words("word"))
                .containsExactly(cell, "b");
    }

    @Test
    void wordsOfASpecAreJustWords() throws IOException {
        String trick = "'), (SELECT 1)) --";
        ImportSpec spec = new ImportSpec("csv", true, null, "'", Map.of(trick, ColumnType.TEXT), List.of("x') OR ('"),
                null);
        Imported imported = read("\"" + trick + "\"'b\n\"x') OR ('\"'1\nz'2\n", spec);
        assertThat(imported.columns().getFirst().missing()).isEqualTo(1);
    }

    private Imported csv(String text) throws IOException {
        return read(text, new ImportSpec("csv", true, null, ",", null, null, null));
    }

    private Imported read(String text, ImportSpec spec) throws IOException {
        Path upload = Files.createTempDirectory(folder, "import").resolve("upload");
        Files.writeString(upload, text);
        return new Import(upload, spec, 100).run();
    }
}
