package dev.pullcord.review;

/** Which policy is in force on each platform. Safe on any thread; never blocks and never fails. */
@FunctionalInterface
public interface ActivePolicies {
    /** The policy in force there now, as far as this node knows: no older than a beat. */
    PolicyPack of(String platform);
}
