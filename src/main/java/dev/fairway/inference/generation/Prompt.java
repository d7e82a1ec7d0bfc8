package dev.fairway.inference.generation;

/**
 * A text that is to be gone on with.
 *
 * @param text what there is of it; may be empty
 * @param maxTokens words to add at most
 * @param temperature what logits are divided by: 0 takes the likeliest word each time, 1 draws by the network's own chances
 * @param topK draws among so many of the likeliest words only; 0 for all
 * @param topP draws among the likeliest words that together have this chance (Holtzman et al. 2020, arXiv:1904.09751); 1 for
 *     all
 * @param seed of the draws: the same version, prompt and seed give the same words
 */
public record Prompt(String text, int maxTokens, double temperature, int topK, double topP, long seed) {}
