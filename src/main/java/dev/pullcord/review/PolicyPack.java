package dev.pullcord.review;

import dev.pullcord.risk.RiskPolicy;

/**
 * One version of all that a safety lead may set.
 *
 * @param version names it for ever: every case remembers the one it was opened and decided under
 * @param risk what evidence weighs
 * @param triage lanes and clocks
 * @param tree what a violation can be a violation of
 * @param escalation who is turned to when a deadline is missed
 * @param care how much of hard material one person is given
 * @param quality how many closed cases are looked at again
 * @param reporters what they are told
 * @param plans what is done about an action that does not take effect
 * @param retention how long what is known is kept
 * @param looks how far a moderator looks into cases that are not his
 */
public record PolicyPack(
        String version,
        RiskPolicy risk,
        TriagePolicy triage,
        PolicyTree tree,
        EscalationPolicy escalation,
        CarePolicy care,
        QualityPolicy quality,
        ReporterPolicy reporters,
        PlanPolicy plans,
        RetentionPolicy retention,
        LookPolicy looks) {
    public PolicyPack {
        if (!version.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("version: '" + version + "' is not of [a-z0-9][a-z0-9.-]{0,63}");
        }
        PolicyRules.check(triage);
        PolicyRules.check(tree);
    }

    /** The same under another name. */
    public PolicyPack as(String other) {
        return new PolicyPack(other, risk, triage, tree, escalation, care, quality, reporters, plans, retention, looks);
    }
}
