package dev.fairway.training.request;

import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.Precision;

/** Reads how the finished network is to be written: the section {@code export}. */
record RequestedExport(Fields body) {

    Precision precision(Architecture architecture) {
        Fields fields = body.section("export");
        Precision precision = fields.choice("precision", Precision.FLOAT32);
        if (precision != Precision.FLOAT32 && architecture instanceof Architecture.Torchscript) {
            fields.wrong("precision", "must be float32 where the network was brought along as TorchScript");
        }
        if (precision != Precision.FLOAT32
                && (architecture instanceof Architecture.TextGenerator || architecture instanceof Architecture.Gan)) {
            fields.wrong("precision", "must be float32 for a network that makes texts or rows");
        }
        fields.end();
        return precision;
    }
}
