package dev.fairway.training.worker;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.items.ItemWriter;
import dev.fairway.dataset.items.Netpbm;
import dev.fairway.feature.Pixels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/** Stored images and texts to train on. */
public final class Galleries {

    public static final int SIDE = 8;
    private static final int ITEMS = 240;
    private static final String ROWS = """
            SELECT CASE WHEN i %% 2 = 0 THEN '%s' ELSE '%s' END AS label,
                CASE WHEN i < 200 THEN 'train' ELSE 'test' END AS split, 'item-' || i AS file
            FROM range(240) r(i)""";

    private Galleries() {}

    /** Noise, brighter on the left or on the right. */
    public static Dataset images(Path folder) throws SQLException, IOException {
        Dataset table = Tables.of(ROWS.formatted("left", "right"), folder);
        try (ItemWriter items = new ItemWriter(folder)) {
            for (int i = 0; i < ITEMS; i++) {
                items.add(Netpbm.write(image(i)));
            }
        }
        return with(table, new ItemProfile.OfImages(List.of(), List.of(new ItemProfile.Size(SIDE, SIDE, ITEMS)), 1,
                List.of(0.5), List.of(0.2)));
    }

    public static Pixels image(int number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] samples = new byte[SIDE * SIDE];
        for (int at = 0; at < samples.length; at++) {
            boolean bright = at % SIDE < SIDE / 2 == (number % 2 == 0);
            samples[at] = (byte) (random.nextInt(150) + (bright ? 70 : 0));
        }
        return new Pixels(SIDE, SIDE, 1, samples);
    }

    /** Some words that say nothing, and one that says it all. */
    public static Dataset texts(Path folder) throws SQLException, IOException {
        Dataset table = Tables.of(ROWS.formatted("good", "bad"), folder);
        try (ItemWriter items = new ItemWriter(folder)) {
            for (int i = 0; i < ITEMS; i++) {
                items.add(text(i).getBytes(StandardCharsets.UTF_8));
            }
        }
        return with(table, new ItemProfile.OfTexts(List.of(), new ItemProfile.Lengths(4, 4, 5, 6, 7, 8, 8, 8, 6), 30));
    }

    public static String text(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder text = new StringBuilder();
        int words = 3 + random.nextInt(5);
        for (int w = 0; w < words; w++) {
            text.append("word").append(random.nextInt(20)).append(' ');
        }
        return text.insert(random.nextInt(2) == 0 ? 0 : text.length(), number % 2 == 0 ? "lovely " : "awful ")
                .toString();
    }

    /**
     * @param rows a query of the columns {@code label}, {@code split} and {@code file}, a row per item
     */
    public static Dataset of(String rows, List<byte[]> items, ItemProfile profile, Path folder)
            throws SQLException, IOException {
        Dataset table = Tables.of(rows, folder);
        try (ItemWriter writer = new ItemWriter(folder)) {
            for (byte[] item : items) {
                writer.add(item);
            }
        }
        return with(table, profile);
    }

    private static Dataset with(Dataset table, ItemProfile items) {
        return new Dataset(table.id(), table.name(), 1, "folder", table.rows(), table.columns(), table.sha256(),
                table.table(), table.createdAt(), items);
    }
}
