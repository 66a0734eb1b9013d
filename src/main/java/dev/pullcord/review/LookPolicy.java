package dev.pullcord.review;

/**
 * How far a moderator may look into cases that are not his.
 *
 * @param otherCases what he needs to open one that he neither holds nor worked on, nor is given
 */
public record LookPolicy(OtherCases otherCases) {
    /** What it takes to open somebody else's case. */
    public enum OtherCases {
        /** nothing: it is remembered, as every look is */
        FREE,
        /** a reason, which is remembered and shown in the case */
        REASON,
        /** seniors and leads open it, a moderator does not */
        REFUSED
    }
}
