package dev.pullcord.wire;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be taken, with everything that was found wrong with it. */
public final class BadPolicy extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One thing wrong.
     *
     * @param rule the rule's stable word; {@code schema} and {@code bounds} for what breaks the form
     * @param key where: {@code triage.lanes[1].when}; empty for the whole
     * @param line the line in the file, from 1; 0 when it is not in the file, but in what the file builds on
     * @param detail one plain sentence, with the value
     */
    public record Fault(String rule, String key, int line, String detail) {
        @Override
        public String toString() {
            return (key.isEmpty() ? "policy" : key) + ": " + detail + " (" + (line > 0 ? "line " + line + ", " : "")
                    + "rule " + rule + ")";
        }
    }

    BadPolicy(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, the first found first; never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
