package dev.pullcord.risk;

/** All that is remembered of a subject for adding up its risk. */
public record RiskState() {
    public static final RiskState EMPTY = new RiskState();
}
