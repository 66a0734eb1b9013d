package dev.pullcord.web;

import dev.pullcord.evidence.Completeness;
import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.wire.CaseView;
import java.util.List;
import java.util.Optional;

/** Why something was not done with a filing, as the contract says it. */
final class FilingProblems {
    private FilingProblems() {}

    /** Why it was not done. */
    static Problem of(Reply reply) {
        if (reply instanceof Reply.Incomplete incomplete) {
            return incomplete(incomplete.completeness());
        }
        if (reply instanceof Reply.NotNow not) {
            return Problem.of(
                    409,
                    "wrong-state",
                    "This cannot be done with it now",
                    "It is " + not.state().word() + ": " + not.why() + ".");
        }
        if (reply instanceof Reply.Taken elsewhere) {
            return Problem.of(
                    409,
                    "already-taken",
                    "Somebody is at the portal with it",
                    elsewhere.taken().by() + " has it until "
                            + CaseView.time(elsewhere.taken().until()) + ".");
        }
        if (reply instanceof Reply.Receipted there) {
            return Problem.of(
                    409,
                    "already-receipted",
                    "It was filed there already",
                    "By " + there.first().by() + " at "
                            + CaseView.time(there.first().at()) + ", known there by "
                            + there.first().reference() + ". If it was filed there once more, say `again`.");
        }
        if (reply instanceof Reply.Own) {
            return Problem.of(
                    403,
                    "own-decision",
                    "You had a part in this filing",
                    "It is confirmed by somebody who neither decided, drafted nor changed it.");
        }
        if (reply instanceof Reply.Moved) {
            return Problem.of(
                    409,
                    "superseded",
                    "It moved on meanwhile",
                    "It was changed, or the case was decided anew. Read it again.");
        }
        if (reply instanceof Reply.NoAccount) {
            return Problem.of(
                    409,
                    "no-account",
                    "The platform has no account there",
                    "An operator enters one: pullcord platform authority.");
        }
        if (reply instanceof Reply.NothingFound) {
            return Problem.of(
                    409,
                    "nothing-found",
                    "Nothing was found yet",
                    "A filing rests on a decision that found a violation, and the case's last one is none.");
        }
        if (reply instanceof Reply.UnknownRecipient) {
            return Problem.of(
                            422,
                            "unknown-recipient",
                            "There is no such recipient",
                            "The directory of authorities has none by this id.")
                    .at("/authority");
        }
        return reply instanceof Reply.UnknownCase ? Problem.unknownCase() : unknown();
    }

    static Problem unknown() {
        return Problem.of(404, "unknown-filing", "There is no such filing", "No filing of this platform has this id.");
    }

    private static Problem incomplete(Completeness completeness) {
        List<Completeness.Gap> needed =
                completeness.missing().stream().filter(Completeness.Gap::needed).toList();
        return new Problem(
                422,
                "incomplete-filing",
                "What is needed is not there",
                needed.get(0).why(),
                Optional.of("/particulars" + needed.get(0).pointer()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                needed.stream()
                        .skip(1)
                        .map(gap -> new Problem.Other("/particulars" + gap.pointer(), gap.why()))
                        .toList());
    }
}
