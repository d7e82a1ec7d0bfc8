package dev.fairway.training.quality.items;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Images;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Pixels;
import dev.fairway.training.items.ContentHash;
import dev.fairway.training.quality.noise.SparseRow;
import dev.fairway.training.quality.noise.Vectors;
import java.util.List;

/** Images, known by their bytes and looked at as thumbnails. */
public final class ImageItems implements ItemSource {

    /** Pixels that are decoded in a few seconds. */
    private static final long MOST_PIXELS = 100_000_000;
    private static final int FEWEST = 50;
    private static final int MOST = 20_000;
    private static final int GREY_SIDE = 14;
    private static final int COLOUR_SIDE = 10;
    private static final double WHITE = 255;
    /** Compression leaves some noise on an image of one shade. */
    private static final double LEAST_CONTRAST = 1;

    private final Images images;
    private final ItemProfile.OfImages profile;
    private final ImageSteps thumbnail;

    private ImageItems(Images images, ItemProfile.OfImages profile) {
        this.images = images;
        this.profile = profile;
        boolean grey = profile.channels() == 1;
        int side = grey ? GREY_SIDE : COLOUR_SIDE;
        this.thumbnail = new ImageSteps(side, side, grey ? ImageSteps.Color.GRAY : ImageSteps.Color.RGB, null,
                List.of(), List.of(), ImageSteps.Layout.NCHW);
    }

    /** @throws IllegalArgumentException when the data set is not one of images */
    public static ImageItems of(Dataset dataset) {
        if (!(dataset.items() instanceof ItemProfile.OfImages profile)) {
            throw new IllegalArgumentException("%s holds no images".formatted(dataset.name()));
        }
        return new ImageItems(Images.open(dataset), profile);
    }

    public Images images() {
        return images;
    }

    @Override
    public int count() {
        return images.count();
    }

    @Override
    public String name(int item) {
        return images.file(item);
    }

    @Override
    public long hash(int item) {
        return ContentHash.of(images.bytes(item));
    }

    @Override
    public List<String> measures() {
        return List.of("brightness", "contrast", "width", "height");
    }

    @Override
    public int affordable() {
        long pixels = profile.sizes()
                .stream()
                .mapToLong(size -> (long) size.width() * size.height())
                .max()
                .orElse(MOST_PIXELS);
        return Math.clamp(MOST_PIXELS / Math.max(1, pixels), FEWEST, MOST);
    }

    @Override
    public Seen look(int item) {
        Pixels pixels = images.pixels(item);
        double sum = 0;
        double squares = 0;
        for (byte sample : pixels.samples()) {
            double value = Byte.toUnsignedInt(sample);
            sum += value;
            squares += value * value;
        }
        double mean = sum / pixels.samples().length;
        double contrast = Math.sqrt(Math.max(0, squares / pixels.samples().length - mean * mean));
        return new Seen(new double[]{mean, contrast, pixels.width(), pixels.height()}, contrast < LEAST_CONTRAST,
                vector(pixels));
    }

    private SparseRow vector(Pixels pixels) {
        byte[] samples = thumbnail.samples(pixels);
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Byte.toUnsignedInt(samples[i]) / WHITE - 0.5);
        }
        return SparseRow.dense(values);
    }

    @Override
    public Vectors vectors(List<SparseRow> rows) {
        return new Vectors(rows, thumbnail.height() * thumbnail.width() * thumbnail.color().channels(), Vectors.DENSE);
    }

    /** What thumbnails tell of photographs is mostly their light. */
    @Override
    public double leastSkill() {
        return 0.5;
    }

    @Override
    public void close() {
        images.close();
    }
}
