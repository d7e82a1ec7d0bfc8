package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out what came, and makes a parcel of it whose draft contradicts neither itself nor the files. */
@Component
class Opening {

    private static final Set<String> TEXT_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final IntakeProperties limits;

    Opening(IntakeProperties limits) {
        this.limits = limits;
    }

    /**
     * @param file a single network, or a zip of a model's folder
     * @param name what it was called
     * @throws Refusal when it is neither
     */
    Parcel file(Path file, String name, Staging.Stage stage) {
        if (FileKind.of(file) == FileKind.ZIP && !TorchScriptFile.isOne(new ZipArchive(file, limits))) {
            Path folder = stage.folder("unpacked");
            new ZipArchive(file, limits).unpack(folder);
            return ModelDirectory.open(folder, limits);
        }
        Map<String, Path> files = ModelFiles.of(file, name, limits);
        return new Parcel(ModelFiles.format(files), files, Draft.EMPTY, List.of());
    }

    /** @throws Refusal when there is no network in the folder that is run here */
    Parcel folder(Path folder) {
        return ModelDirectory.open(folder, limits);
    }

    /**
     * What a draft says of the parcel beside what came with it.
     *
     * @throws Refusal when it contradicts the files or itself
     */
    static Parcel complete(Parcel parcel, Draft said) {
        Draft draft = withText(said.or(parcel.draft()), parcel.files());
        Network.Format format = draft.format();
        if (format != null && format != parcel.format()) {
            throw Refusal.invalid("manifest.format", "contradicts the artifact, which is in " + parcel.format().file());
        }
        DraftCheck.check(draft, parcel.format());
        Map<String, Path> files = new HashMap<>(parcel.files());
        if (draft.text() == null) {
            files.remove(VersionFolder.TOKENIZER);
        }
        return new Parcel(parcel.format(), files, draft, parcel.notes());
    }

    /** A tokenizer tells that texts go in, unless something else is said to. */
    private static Draft withText(Draft draft, Map<String, Path> files) {
        boolean otherwise = draft.text() != null || draft.schema() != null || draft.image() != null;
        if (otherwise || !files.containsKey(VersionFolder.TOKENIZER)) {
            return draft;
        }
        Draft.Tensors signature = draft.signature();
        List<String> names = signature == null ? List.of()
                : signature.signature().inputs().stream().map(s -> s.name()).toList();
        Draft.Text text = !names.isEmpty() && TEXT_INPUTS.containsAll(names) ? new Draft.Text(null, null, names)
                : Draft.Text.PLAIN;
        return Draft.ofText(text).or(draft);
    }
}
