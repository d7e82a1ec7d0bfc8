package dev.fairway.inference.web;

import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.ServedVersion;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the columns that a request to a version may fill. */
@Component
class Declared {

    private final ObjectProvider<DeclaredAttributes> attributes;

    Declared(ObjectProvider<DeclaredAttributes> attributes) {
        this.attributes = attributes;
    }

    Columns columns(ServedVersion version) {
        Set<String> declared = attributes.stream()
                .flatMap(some -> some.of(version.id()).stream())
                .collect(Collectors.toSet());
        return new Columns(version.schema().features(), declared);
    }
}
