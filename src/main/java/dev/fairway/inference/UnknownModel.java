package dev.fairway.inference;

import dev.fairway.contract.Refusal;

/** A request names a model or version that does not exist, or a model without a version in production. */
public class UnknownModel extends Refusal {

    public UnknownModel(String message) {
        super(Kind.UNKNOWN, message);
    }
}
