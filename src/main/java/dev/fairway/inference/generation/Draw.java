package dev.fairway.inference.generation;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws words by their chances. */
final class Draw {

    private final Prompt prompt;
    private final int first;
    private final SplittableRandom random;

    /** @param first the least number that stands for a word; none below it is drawn */
    Draw(Prompt prompt, int first) {
        this.prompt = prompt;
        this.first = first;
        this.random = new SplittableRandom(prompt.seed());
    }

    /**
     * @param word its number
     * @param probability of the word among all words, at a temperature of 1
     */
    record Drawn(int word, double probability) {}

    Drawn next(float[] logits) {
        int word = prompt.temperature() == 0 ? likeliest(logits) : drawn(logits);
        return new Drawn(word, probability(logits, word));
    }

    private int likeliest(float[] logits) {
        return IntStream.range(first, logits.length)
                .reduce((best, word) -> logits[word] > logits[best] ? word : best)
                .orElseThrow();
    }

    private int drawn(float[] logits) {
        int most = prompt.topK() > 0 ? prompt.topK() : logits.length;
        boolean all = most >= logits.length && prompt.topP() >= 1;
        int[] words = all ? IntStream.range(first, logits.length).toArray()
                : IntStream.range(first, logits.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(word -> -logits[word]))
                        .limit(most)
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] chances = chances(logits, words);
        double among = Math.min(1, prompt.topP()) * sum(chances, chances.length);
        int candidates = 1;
        while (candidates < words.length && (all || sum(chances, candidates) < among)) {
            candidates = all ? words.length : candidates + 1;
        }
        double left = random.nextDouble() * sum(chances, candidates);
        for (int i = 0; i < candidates - 1; i++) {
            left -= chances[i];
            if (left < 0) {
                return words[i];
            }
        }
        return words[candidates - 1];
    }

    private double[] chances(float[] logits, int[] words) {
        double greatest = IntStream.of(words).mapToDouble(word -> logits[word]).max().orElseThrow();
        return IntStream.of(words).mapToDouble(w -> Math.exp((logits[w] - greatest) / prompt.temperature())).toArray();
    }

    private static double sum(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }

    private double probability(float[] logits, int word) {
        double sum = 0;
        for (int other = first; other < logits.length; other++) {
            sum += Math.exp(logits[other] - (double) logits[word]);
        }
        return 1 / sum;
    }
}
