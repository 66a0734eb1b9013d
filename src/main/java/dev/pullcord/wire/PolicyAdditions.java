package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What policies can say since some were kept. One that is older than a key has it as the shipped default does, so that an
 * upgrade leaves every policy in force readable; one that is written today must say it.
 */
final class PolicyAdditions {
    private static final List<String> KEYS = List.of(
            "/care",
            "/quality",
            "/reporters",
            "/tree/bulkAlone",
            "/plans",
            "/retention",
            "/looks",
            "/escalation/page",
            "/tree/strikes",
            "/triage/skippedFor",
            "/triage/sample",
            "/triage/lanesAhead",
            "/triage/crowd",
            "/risk/signals/withdrawals/slip",
            "/risk/signals/reporters",
            "/risk/signals/reporters/decider",
            "/risk/signals/reporters/together/guest",
            "/risk/signals/reporters/misuse",
            "/risk/signals/overlaps",
            "/risk/signals/paidReports",
            "/risk/signals/matches",
            "/risk/signals/classifiers");

    private PolicyAdditions() {}

    /** The same with what a policy may leave unsaid, for records that leave nothing out. */
    static JsonNode complete(JsonNode whole) {
        JsonNode complete = whole.deepCopy();
        for (JsonNode code : complete.at("/tree/codes")) {
            if (code instanceof ObjectNode one && !one.has("titles")) {
                one.putObject("titles");
            }
        }
        return complete;
    }

    /** Puts what is missing into a kept policy's tree. */
    static void fill(JsonNode kept, JsonNode shipped) {
        WorthTables.instead(kept, shipped);
        for (String key : KEYS) {
            int last = key.lastIndexOf('/');
            if (kept.at(key).isMissingNode() && kept.at(key.substring(0, last)) instanceof ObjectNode parent) {
                parent.set(key.substring(last + 1), shipped.at(key).deepCopy());
            }
        }
        for (JsonNode code : kept.at("/tree/codes")) {
            for (JsonNode ours : shipped.at("/tree/codes")) {
                if (code instanceof ObjectNode old
                        && !old.has("titles")
                        && old.path("code").equals(ours.path("code"))
                        && old.path("title").equals(ours.path("title"))) {
                    old.set("titles", ours.path("titles").deepCopy()); // translations of the same words
                }
            }
        }
        for (JsonNode level : kept.at("/escalation/levels")) {
            if (level instanceof ObjectNode old && !old.has("tell")) {
                old.putArray("tell"); // it told nobody but the desk
            }
        }
    }
}
