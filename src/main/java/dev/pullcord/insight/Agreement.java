package dev.pullcord.insight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How far two looks at the same cases agree. Cohen's κ (1960) is the share in which they do, beyond what they would by
 * chance if each kept to how often he says what: {@code (p − e) / (1 − e)}.
 *
 * @param pairs how many cases were looked at twice
 * @param agreed the share of them with the same conclusion, 0 … 1; 0 of none
 * @param kappa absent where chance alone would make them agree: nothing can be said then
 */
public record Agreement(int pairs, double agreed, OptionalDouble kappa) {
    /**
     * Two conclusions about one case.
     *
     * @param first the decision's, or a lead's answer
     * @param second the review's
     */
    public record Pair(String first, String second) {}

    /** Of these. */
    public static Agreement of(List<Pair> pairs) {
        int n = pairs.size();
        if (n == 0) {
            return new Agreement(0, 0, OptionalDouble.empty());
        }
        Map<String, Integer> firsts = new HashMap<>();
        Map<String, Integer> seconds = new HashMap<>();
        int same = 0;
        for (Pair pair : pairs) {
            firsts.merge(pair.first(), 1, Integer::sum);
            seconds.merge(pair.second(), 1, Integer::sum);
            same += pair.first().equals(pair.second()) ? 1 : 0;
        }
        long byChance = 0; // times n²
        for (Map.Entry<String, Integer> said : firsts.entrySet()) {
            byChance += (long) said.getValue() * seconds.getOrDefault(said.getKey(), 0);
        }
        double p = (double) same / n;
        double e = (double) byChance / ((double) n * n);
        return new Agreement(
                n, p, byChance == (long) n * n ? OptionalDouble.empty() : OptionalDouble.of((p - e) / (1 - e)));
    }
}
