package dev.pullcord.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.BadPolicy;
import dev.pullcord.wire.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a call was not done, as RFC 9457 says it.
 *
 * @param status the HTTP status
 * @param word stable; the problem's type is {@code /problems/} and this
 * @param title what kind of problem this is, in a few words
 * @param detail what is wrong this time; never repeats what was sent
 * @param pointer JSON pointer to the offending field of the body
 * @param parameter the offending query parameter or header
 * @param needs the role or scope that would do
 * @param retryAfter when the same call may succeed
 * @param others further fields that are not as they must be
 */
record Problem(
        int status,
        String word,
        String title,
        String detail,
        Optional<String> pointer,
        Optional<String> parameter,
        Optional<String> needs,
        Optional<Duration> retryAfter,
        List<Other> others) {

    private static final int MOST_FAULTS = 20;

    /**
     * A further fault: where it is, and what.
     *
     * @param inPolicy which rule of policies is broken where; absent of any other body
     */
    record Other(String pointer, String detail, Optional<BadPolicy.Fault> inPolicy) {
        Other(String pointer, String detail) {
            this(pointer, detail, Optional.empty());
        }
    }

    static Problem of(int status, String word, String title, String detail) {
        return new Problem(
                status,
                word,
                title,
                detail,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** A field of the body is not as it must be. */
    static Problem invalid(String pointer, String detail) {
        return of(400, "invalid-request", "The call breaks its schema", detail).at(pointer);
    }

    static Problem forbidden(String needs) {
        return new Problem(
                403,
                "forbidden",
                "Your role or scope does not include this",
                "It takes " + needs + ".",
                Optional.empty(),
                Optional.empty(),
                Optional.of(needs),
                Optional.empty(),
                List.of());
    }

    static Problem unknownCase() {
        return of(404, "unknown-case", "There is no such case", "No case of this platform has this id.");
    }

    static Problem conflictOfInterest() {
        return of(
                409,
                "conflict-of-interest",
                "This case is for somebody else",
                "You decided it before, or it is about or from somebody you know.");
    }

    static Problem notHolder() {
        return of(
                409,
                "not-holder",
                "You do not hold this case",
                "The token is not, or no longer, the live claim's. Nothing was changed.");
    }

    /** The store is away; nothing was done, or nothing is known of what was done. */
    static Problem unavailable() {
        return of(503, "unavailable", "The store is away", "Try again with the same ids.")
                .retryAfter(Duration.ofSeconds(1));
    }

    static Problem internal() {
        return of(500, "internal", "Our fault", "It was logged. Nothing of yours is wrong.");
    }

    Problem at(String jsonPointer) {
        return new Problem(status, word, title, detail, Optional.of(jsonPointer), parameter, needs, retryAfter, others);
    }

    /** Of what was sent: where it is not as it must be, and where else. */
    Problem at(Refusal refusal) {
        List<Other> all = refusal.others().stream()
                .map(other -> new Other(other.pointer(), other.detail()))
                .toList();
        return new Problem(
                status, word, title, detail, Optional.of(refusal.pointer()), parameter, needs, retryAfter, all);
    }

    /** Of a policy's text: each broken rule by its word, key and line, so that an editor can show it. */
    Problem at(String jsonPointer, BadPolicy bad) {
        List<Other> all = bad.faults().stream()
                .limit(MOST_FAULTS)
                .map(fault -> new Other(jsonPointer, fault.detail(), Optional.of(fault)))
                .toList();
        return new Problem(status, word, title, detail, Optional.of(jsonPointer), parameter, needs, retryAfter, all);
    }

    Problem about(String name) {
        return new Problem(status, word, title, detail, pointer, Optional.of(name), needs, retryAfter, others);
    }

    Problem retryAfter(Duration pause) {
        return new Problem(status, word, title, detail, pointer, parameter, needs, Optional.of(pause), others);
    }

    ProblemException toException() {
        return new ProblemException(this);
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + word)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        pointer.ifPresent(p -> node.put("pointer", p));
        parameter.ifPresent(p -> node.put("parameter", p));
        needs.ifPresent(n -> node.put("needs", n));
        retryAfter.ifPresent(pause -> node.put("retryAfter", seconds(pause)));
        if (!others.isEmpty()) {
            ArrayNode errors = node.putArray("errors");
            if (others.get(0).inPolicy().isEmpty()) { // a policy's faults are all there already
                pointer.ifPresent(p -> errors.addObject().put("pointer", p).put("detail", detail));
            }
            others.forEach(other -> {
                ObjectNode error =
                        errors.addObject().put("pointer", other.pointer()).put("detail", other.detail());
                other.inPolicy().ifPresent(fault -> {
                    error.put("rule", fault.rule()).put("key", fault.key());
                    if (fault.line() > 0) {
                        error.put("line", fault.line());
                    }
                });
            });
        }
        return node;
    }

    /** Whole seconds, rounded up: an early try would be in vain. */
    static long seconds(Duration pause) {
        return Math.max(1, (pause.toMillis() + 999) / 1000);
    }
}
