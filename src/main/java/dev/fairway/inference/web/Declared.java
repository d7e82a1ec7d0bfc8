package dev.fairway.inference.web;

import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.ServedVersion;
import org.springframework.stereotype.Component;

/** Makes the columns that a request to a version may fill. */
@Component
class Declared {

    private final DeclaredAttributes attributes;

    Declared(DeclaredAttributes attributes) {
        this.attributes = attributes;
    }

    Columns columns(ServedVersion version) {
        return new Columns(version.schema().features(), attributes.of(version.id()));
    }
}
