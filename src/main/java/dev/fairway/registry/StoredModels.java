package dev.fairway.registry;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Models whose facts are rows in the database and whose files are folders of the store. */
@Service
class StoredModels implements Models {

    private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

    private final VersionRows versions;
    private final AliasRows aliases;
    private final Registration registration;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    StoredModels(
            VersionRows versions,
            AliasRows aliases,
            Registration registration,
            Changes changes,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.aliases = aliases;
        this.registration = registration;
        this.changes = changes;
        this.events = events;
    }

    @Override
    public Page<Model> list(Page.Request page) {
        return page.of(models(versions.models(page.after(), page.fetch())), model -> model.name().value());
    }

    @Override
    public Optional<Model> find(ModelName name) {
        return models(List.of(name.value())).stream().findFirst();
    }

    @Override
    public Optional<ModelVersion> version(VersionId id) {
        return versions.find(id);
    }

    @Override
    public Optional<VersionId> alias(ModelName model, String alias) {
        return aliases.of(List.of(model.value()))
                .stream()
                .filter(a -> a.alias().equals(alias))
                .map(a -> new VersionId(model, a.version()))
                .findFirst();
    }

    @Override
    public List<VersionId> aliased(String alias) {
        return aliases.named(alias).stream().map(a -> new VersionId(new ModelName(a.model()), a.version())).toList();
    }

    @Override
    public ModelVersion register(ModelName model, Path folder) {
        return registration.register(model, folder);
    }

    @Override
    public void point(String alias, VersionId to) {
        if (!ALIAS.matcher(alias).matches()) {
            throw Refusal.invalid("alias", "has 1 to 100 letters, digits, '_' or '-'");
        }
        changes.of(to.model(), () -> {
            if (versions.find(to).isEmpty()) {
                throw unknown(to);
            }
            if (!alias(to.model(), alias).equals(Optional.of(to))) {
                aliases.set(alias, to);
            }
            events.publishEvent(new AliasMoved(alias, to));
        }, () -> unknown(to));
    }

    @Override
    public void unpoint(String alias, ModelName model) {
        Supplier<Refusal> unknown = () -> new Refusal(Refusal.Kind.UNKNOWN,
                "model %s has no alias %s".formatted(model, alias));
        changes.of(model, () -> {
            if (!aliases.remove(model, alias)) {
                throw unknown.get();
            }
            events.publishEvent(new AliasRemoved(model, alias));
        }, unknown);
    }

    @Override
    public void delete(VersionId id) {
        changes.of(id.model(), () -> {
            List<String> pointing = pointingTo(id);
            if (!pointing.isEmpty()) {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "version %s is in use: %s; point elsewhere first".formatted(id, String.join(", ", pointing)));
            }
            events.publishEvent(new DeletionAsked(id));
            if (!versions.delete(id)) {
                throw unknown(id);
            }
        }, () -> unknown(id));
        registration.forget(id);
    }

    private List<String> pointingTo(VersionId id) {
        return aliases.of(List.of(id.model().value()))
                .stream()
                .filter(a -> a.version() == id.number())
                .map(AliasRows.Alias::alias)
                .toList();
    }

    private List<Model> models(List<String> names) {
        Map<String, Map<String, Integer>> pointing = aliases.of(names)
                .stream()
                .collect(Collectors.groupingBy(AliasRows.Alias::model,
                        Collectors.toMap(AliasRows.Alias::alias, AliasRows.Alias::version)));
        Map<String, List<ModelVersion>> grouped = versions.of(names)
                .stream()
                .collect(Collectors.groupingBy(version -> version.id().model().value()));
        Function<String, Model> model = name -> new Model(new ModelName(name), pointing.getOrDefault(name, Map.of()),
                grouped.getOrDefault(name, List.of()));
        return names.stream().filter(grouped::containsKey).map(model).toList();
    }

    private static Refusal unknown(VersionId id) {
        return new Refusal(Refusal.Kind.UNKNOWN,
                "there is no version %d of model %s".formatted(id.number(), id.model()));
    }
}
