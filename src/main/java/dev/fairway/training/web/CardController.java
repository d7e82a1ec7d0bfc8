package dev.fairway.training.web;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.training.card.CardText;
import dev.fairway.training.card.Cards;
import dev.fairway.training.card.ModelCard;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is to know of a version, for programs and for people. */
@RestController
@RequestMapping("/api/models/{model}/versions/{version}/card")
@Tag(name = "Models")
class CardController {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Cards cards;

    CardController(Cards cards) {
        this.cards = cards;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The model card; as Markdown where the caller accepts text/markdown")
    ModelCard card(@PathVariable ModelName model, @PathVariable int version) {
        return cards.of(new VersionId(model, version));
    }

    @GetMapping(produces = MARKDOWN)
    String text(@PathVariable ModelName model, @PathVariable int version) {
        return CardText.of(card(model, version));
    }
}
