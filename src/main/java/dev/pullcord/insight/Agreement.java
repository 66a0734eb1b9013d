package dev.pullcord.insight;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far two looks at the same cases agree, beyond what chance would make them: {@code (p − e) / (1 − e)}, where p is the share
 * in which they do. Two answers to what chance would do:
 *
 * <ul>
 *   <li>Cohen's κ (1960): each keeps to how often he says what. Where nearly all is one answer, that is nearly always, and a
 *       handful of differences make κ fall to nothing though hardly any two looks differ (Feinstein and Cicchetti 1990).
 *   <li>Gwet's AC1 (2008): only what is hard to say is said by chance, {@code e = Σ π(1 − π) / (q − 1)} with π how often both
 *       together say one of q answers. It stays near p where nearly all is one answer, and is near κ where all are as frequent.
 * </ul>
 *
 * @param pairs how many cases were looked at twice
 * @param agreed the share of them with the same conclusion, 0 … 1; 0 of none
 * @param kappa absent where chance alone would make them agree: nothing can be said then
 * @param ac1 absent of no pairs
 * @param answers how far they agree in each answer by itself: that the frequent one is agreed upon hides what becomes of a rare one
 */
public record Agreement(
        int pairs, double agreed, OptionalDouble kappa, OptionalDouble ac1, SortedMap<String, Specific> answers) {
    public Agreement {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    /**
     * One answer.
     *
     * @param pairs how many cases either look gave it to
     * @param agreed of those who gave it, the share of whom the other look did, too: {@code 2a / (2a + b + c)}
     */
    public record Specific(int pairs, double agreed) {}

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
            return new Agreement(0, 0, OptionalDouble.empty(), OptionalDouble.empty(), new TreeMap<>());
        }
        Map<String, Integer> firsts = new HashMap<>();
        Map<String, Integer> seconds = new HashMap<>();
        Map<String, Integer> both = new HashMap<>();
        for (Pair pair : pairs) {
            firsts.merge(pair.first(), 1, Integer::sum);
            seconds.merge(pair.second(), 1, Integer::sum);
            if (pair.first().equals(pair.second())) {
                both.merge(pair.first(), 1, Integer::sum);
            }
        }
        int same = both.values().stream().mapToInt(Integer::intValue).sum();
        double p = (double) same / n;
        TreeMap<String, Specific> answers = new TreeMap<>();
        long byChance = 0; // times n²
        double hardToSay = 0;
        Set<String> said = new TreeSet<>(firsts.keySet());
        said.addAll(seconds.keySet());
        for (String answer : said) {
            int first = firsts.getOrDefault(answer, 0);
            int second = seconds.getOrDefault(answer, 0);
            int alike = both.getOrDefault(answer, 0);
            byChance += (long) first * second;
            double share = (first + second) / (2.0 * n);
            hardToSay += share * (1 - share);
            answers.put(answer, new Specific(first + second - alike, 2.0 * alike / (first + second)));
        }
        double e = said.size() == 1 ? 0 : hardToSay / (said.size() - 1);
        return new Agreement(
                n,
                p,
                byChance == (long) n * n ? OptionalDouble.empty() : beyond(p, byChance / ((double) n * n)),
                beyond(p, e),
                answers);
    }

    private static OptionalDouble beyond(double p, double e) {
        return OptionalDouble.of((p - e) / (1 - e));
    }
}
