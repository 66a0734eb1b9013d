package dev.pullcord.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service's answer means for each event of a batch. Given up is only what the service names as refused; whatever
 * else it says, or anybody who stands between, is tried again under the same ids.
 *
 * @param each by the event's place in the batch
 * @param asked how long the service asks us to wait
 * @param split whether smaller batches may help
 */
record Verdict(List<OfOne> each, Optional<Duration> asked, boolean split) {
    enum Word {
        TAKEN,
        REFUSED,
        AGAIN
    }

    /** @param told for what is taken its receipt, for what is refused the problem's word; else empty */
    record OfOne(Word word, String told, String pointer) {
        static final OfOne AGAIN = new OfOne(Word.AGAIN, "", "");
    }

    /** Nothing is known of any. */
    static Verdict again(int size) {
        return all(size, OfOne.AGAIN, Optional.empty(), false);
    }

    private static Verdict all(int size, OfOne one, Optional<Duration> wait, boolean split) {
        OfOne[] each = new OfOne[size];
        Arrays.fill(each, one);
        return new Verdict(List.of(each), wait, split);
    }

    /**
     * @param ids of the batch's events, in their order
     * @param patient whether an event whose report is not known yet is waited for
     */
    static Verdict of(int status, Optional<String> retryAfter, String body, List<String> ids, boolean patient) {
        Optional<Duration> wait = retryAfter.flatMap(Verdict::seconds);
        Optional<Map<String, Object>> answer = read(body);
        if (answer.isPresent() && answer.get().get("rejected") instanceof List<?> rejected) {
            return byEvent(answer.get(), rejected, wait, ids, patient);
        }
        if (status == 413 || status == 400) { // refused whole: which one it is shows when they come singly
            return ids.size() > 1
                    ? all(ids.size(), OfOne.AGAIN, wait, true)
                    : answer.map(a -> all(1, new OfOne(Word.REFUSED, word(a), text(a, "pointer")), wait, false))
                            .filter(v -> !v.each().get(0).told().isEmpty())
                            .orElseGet(() -> again(1)); // not the service's own words
        }
        return all(ids.size(), OfOne.AGAIN, wait, false);
    }

    private static Verdict byEvent(
            Map<String, Object> answer, List<?> rejected, Optional<Duration> wait, List<String> ids, boolean patient) {
        Map<String, String> receipts = new HashMap<>();
        if (answer.get("receipts") instanceof List<?> all) {
            all.forEach(each -> {
                if (each instanceof Map<?, ?> one) {
                    receipts.put(text(one, "id"), text(one, "receipt"));
                }
            });
        }
        OfOne[] each = new OfOne[ids.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = new OfOne(Word.TAKEN, receipts.getOrDefault(ids.get(i), ""), "");
        }
        Optional<Duration> longest = wait;
        for (Object one : rejected) {
            if (!(one instanceof Map<?, ?> line)
                    || !(line.get("index") instanceof Integer index)
                    || index < 0
                    || index >= each.length
                    || !(line.get("problem") instanceof Map<?, ?> problem)) {
                return again(ids.size()); // cannot be read: none of it is believed
            }
            boolean passes = problem.get("retryAfter") instanceof Integer
                    || (problem.get("status") instanceof Integer s && (s == 429 || s >= 500));
            boolean notYet = word(problem).equals("unknown-report");
            if (problem.get("retryAfter") instanceof Integer pause && longest.isEmpty()) {
                longest = seconds(pause.toString());
            }
            each[index] = passes && (!notYet || patient)
                    ? OfOne.AGAIN
                    : new OfOne(Word.REFUSED, word(problem), text(problem, "pointer"));
        }
        return new Verdict(List.of(each), longest, false);
    }

    private static Optional<Map<String, Object>> read(String body) {
        try {
            return Optional.of(Json.plain().read(body));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String word(Map<?, ?> problem) {
        String type = text(problem, "type");
        return type.startsWith("/problems/") ? type.substring("/problems/".length()) : "";
    }

    private static String text(Map<?, ?> object, String field) {
        return object.get(field) instanceof String value ? value : "";
    }

    /** HTTP's other form, a date, is not used by the service. */
    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }
}
