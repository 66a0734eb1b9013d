package dev.pullcord.risk;

/** A policy asks for what no policy may have, whatever its numbers. The rule's word is stable, so that it can be looked up. */
public final class BrokenRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String key;

    /**
     * @param rule the rule's word, for example {@code network-alone}
     * @param key where in the policy; empty when only the reader of the file knows
     * @param detail one plain sentence
     */
    public BrokenRule(String rule, String key, String detail) {
        super((key.isEmpty() ? "" : key + ": ") + detail + " (rule " + rule + ")");
        this.rule = rule;
        this.key = key;
    }

    public String rule() {
        return rule;
    }

    public String key() {
        return key;
    }
}
