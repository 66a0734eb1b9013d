package dev.pullcord.risk;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Refuses numbers that no policy can mean, and names the key and the value. */
final class Bounds {
    /** The words of which age bands can be made up; what is none of an age has no place among them. */
    private static final Pattern AGE = Pattern.compile(
            "adult|senior|minor|child|teen|teenager|youth|(under|over)[0-9]{1,2}|[0-9]{1,2}(plus|\\+)|[0-9]{1,2}-[0-9]{1,2}");

    private static final Duration LONGEST = Duration.ofDays(3650);

    private Bounds() {}

    static void probability(String key, double value) {
        if (!(value > 0 && value < 1)) { // NaN too
            throw new IllegalArgumentException(key + ": " + value + " is not between 0 and 1");
        }
    }

    static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + " … " + most);
        }
    }

    static void duration(String key, Duration value) {
        if (value.compareTo(Duration.ofMinutes(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 1 m … 3650 d");
        }
    }

    /** What every signal's policy has. */
    static void signal(String signal, Duration halfLife, double weight) {
        duration(key(signal + ".halfLife"), halfLife);
        within(key(signal + ".weight"), weight, 0, 10);
    }

    /** How many people, reports or the like a signal may tell apart. */
    static void remembered(String signal, int remembered) {
        within(key(signal + ".remembered"), remembered, 1, 64);
    }

    /** A platform's words for ages: on one side or the other, and none that says anything else of a person. */
    static void bands(String signal, Set<String> adults, Set<String> minors) {
        for (Map.Entry<String, Set<String>> side :
                Map.of("adults", adults, "minors", minors).entrySet()) {
            String key = key(signal + "." + side.getKey());
            if (side.getValue().isEmpty()) {
                throw new IllegalArgumentException(key + ": is empty");
            }
            for (String word : side.getValue()) {
                if (!AGE.matcher(word).matches()) { // a closed list: else a nation or a faith would do as a "band"
                    throw new IllegalArgumentException(key + ": '" + word
                            + "' is no word for an age, such as adult, minor, teen, under13, 13-15, 18plus");
                }
            }
        }
        for (String word : minors) {
            if (adults.contains(word)) {
                throw new IllegalArgumentException(key(signal + ".minors") + ": '" + word + "' is an adult's too");
            }
        }
    }

    /** What classifiers look for; what is none of these has no place in a policy. */
    private static final Set<String> LABELS = Set.of(
            "csam",
            "nudity",
            "sexual",
            "sexual_minor",
            "grooming",
            "extortion",
            "threat",
            "violence",
            "weapon",
            "self_harm",
            "harassment",
            "hate",
            "spam",
            "fraud",
            "synthetic");

    /** A platform's words for what its classifiers found. */
    static void labels(String signal, Set<String> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(key(signal + ".labels") + ": is empty");
        }
        for (String label : labels) {
            if (!LABELS.contains(label)) {
                throw new IllegalArgumentException(
                        key(signal + ".labels") + ": '" + label + "' is none of " + new TreeSet<>(LABELS));
            }
        }
    }

    /** A signal's key. */
    static String key(String rest) {
        return "risk.signals." + rest;
    }

    static <T> T present(String key, T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + ": is missing");
        }
        return value;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
