package dev.pullcord.evidence;

/**
 * What people do about what is kept and what is forgotten.
 *
 * @param holds orders that suspend deletion
 */
public record Keeping(HoldDesk holds) {}
