package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.spec.Architecture;
import org.jspecify.annotations.Nullable;

/** The rows that a job learns from, read and dealt out: all that differs between tables, images and texts. */
public interface Course {

    /**
     * Reads the rows that a job asks for.
     *
     * @param base the version whose network learns on, which then decides what is read; null for a network of the job's
     *     own
     * @throws dev.fairway.contract.Refusal when the spec does not fit the data set
     */
    static Course of(TrainSpec spec, Dataset dataset, @Nullable VersionFolder base) {
        if (spec.architecture() instanceof Architecture.TextGenerator) {
            return LanguageCourse.of(spec, dataset);
        }
        if (spec.architecture() instanceof Architecture.Gan) {
            return SyntheticCourse.of(spec, dataset);
        }
        return switch (dataset.kind()) {
            case TABLE -> base == null ? ofTable(spec, dataset) : TunedTableCourse.of(spec, dataset, base);
            case IMAGES -> ImageCourse.of(spec, dataset, base);
            case TEXTS -> TextCourse.of(spec, dataset, base);
        };
    }

    private static Course ofTable(TrainSpec spec, Dataset dataset) {
        if (spec.architecture().isUnsupervised()) {
            return AnomalyCourse.of(spec, dataset);
        }
        return spec.preprocessing().text() == null ? TableCourse.of(spec, dataset) : TextColumnCourse.of(spec, dataset);
    }

    /** What is learnt from, in words for the job's log. */
    String subject();

    /** Fits the steps from raw rows to tensors on the training rows, and takes all rows through them. */
    Material prepare();

    /**
     * The held-out rows as another version's network reads them.
     *
     * @param own what {@link #prepare} gave
     * @throws Incomparable when that version reads something else than these rows
     */
    default Samples heldOut(VersionFolder other, Material own) throws Incomparable {
        Modality theirs = other.manifest().modality();
        boolean same = switch (own.served().modality()) {
            case Modality.Images images ->
                theirs instanceof Modality.Images others && others.steps().equals(images.steps());
            case Modality.Texts texts ->
                theirs instanceof Modality.Texts others && others.steps().equals(texts.steps());
            case Modality.Table _,Modality.Tensors _ -> false;
        };
        if (!same || !own.served().documents().keySet().stream().allMatch(file -> same(file, other, own))) {
            throw new Incomparable("it makes its inputs by other steps than this job's");
        }
        return own.part(own.heldOut()).samples();
    }

    private static boolean same(String file, VersionFolder other, Material own) {
        return other.has(file) && VersionFolder.JSON.readTree(other.path().resolve(file))
                .toString()
                .equals(VersionFolder.JSON.writeValueAsString(own.served().documents().get(file)));
    }
}
