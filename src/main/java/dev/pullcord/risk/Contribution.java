package dev.pullcord.risk;

import java.time.Instant;

/**
 * One signal's share of a risk, kept so that a person can see why.
 *
 * @param signal the catalogue's id, for example {@code USR-1}
 * @param family the kind of evidence
 * @param weight in nats, as given at {@code at}; fades with {@code halfLifeMs}
 * @param halfLifeMs milliseconds
 * @param at when it was observed
 * @param explanation one plain sentence
 */
public record Contribution(
        String signal, Family family, double weight, long halfLifeMs, Instant at, String explanation) {}
