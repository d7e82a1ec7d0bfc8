package dev.fairway.inference.grpc;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;

/** What a call means by a name and a version. A text that cannot be a model's name or version is that of none. */
final class Names {

    private Names() {}

    /** @throws UnknownModel when no model can have the name */
    static ModelName model(String name) {
        try {
            return new ModelName(name);
        } catch (Refusal _) {
            throw new UnknownModel("there is no model '%s'".formatted(name));
        }
    }

    /** @throws UnknownModel when no version can have the number */
    static VersionId version(String model, String number) {
        try {
            return new VersionId(model(model), Integer.parseInt(number));
        } catch (NumberFormatException _) {
            throw new UnknownModel("model %s has no version %s; versions are numbers".formatted(model, number));
        }
    }
}
