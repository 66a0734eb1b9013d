package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.People;
import dev.pullcord.review.Person;
import dev.pullcord.review.Role;
import dev.pullcord.wire.NoticeView;
import dev.pullcord.wire.PersonView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notices that reached nobody, and who is on call. */
final class NoticeRoutes {
    private static final int MOST = 500;

    private final Ports ports;
    private final Repeats repeats;
    private final Clock clock;

    /** What they read and write. */
    record Ports(Notices notices, OnCalls onCalls, People people, AuditLog audit) {}

    NoticeRoutes(Ports ports, Repeats repeats, Clock clock) {
        this.ports = ports;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listNotices", Answer.by(this::list),
                "retryNotice", Answer.by(this::retry),
                "getOnCall", Answer.by(this::onCall),
                "setOnCall", Answer.by(this::set));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return Answer.of(ctx, ports.notices().parked(caller.platform(), MOST))
                .map(all -> Pages.of(ctx, all.stream().map(NoticeView::item).toList()));
    }

    private Future<Answer> retry(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String id = ctx.pathParam("id");
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, ports.notices().find(caller.platform(), id))
                        .compose(found -> {
                            if (found.isEmpty()) {
                                throw Problem.of(
                                                404,
                                                "unknown-notice",
                                                "There is no such notice",
                                                "No notice of this platform has this id.")
                                        .toException();
                            }
                            return Answer.of(
                                    ctx,
                                    ports.notices().retry(caller.platform(), id, caller.moderator(), clock.instant()));
                        })
                        .compose(due -> {
                            if (!due) {
                                throw Problem.of(
                                                409,
                                                "not-failed",
                                                "This notice is not parked",
                                                "Only what was given up is tried again by hand.")
                                        .toException();
                            }
                            return Answer.of(ctx, ports.notices().find(caller.platform(), id));
                        })
                        .map(notice -> Answer.of(202, NoticeView.item(notice.orElseThrow()))));
    }

    private Future<Answer> onCall(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        String platform = caller.platform().id();
        return Answer.of(
                ctx,
                ports.onCalls()
                        .find(platform)
                        .thenCombine(
                                ports.people().everyone(platform),
                                (found, all) -> Answer.of(
                                        200,
                                        NoticeView.onCall(found, all, clock.instant(), leads(caller.moderator())))));
    }

    private Future<Answer> set(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        OnCall wanted;
        try {
            wanted = NoticeView.onCall(ctx.get("body"));
        } catch (PersonView.Wrong wrong) {
            throw Problem.invalid(wrong.pointer(), wrong.getMessage()).toException();
        }
        String platform = caller.platform().id();
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> Answer.of(ctx, ports.people().everyone(platform)).compose(all -> {
                    unknown(wanted, all).ifPresent(fault -> {
                        throw Problem.invalid(fault, "Is nobody who works here.")
                                .toException();
                    });
                    powerless(wanted, all).ifPresent(fault -> {
                        throw Problem.invalid(
                                        fault,
                                        "Whoever is on call can take what is handed up: a senior, a lead or an admin.")
                                .toException();
                    });
                    // Written down before it is done, as all that is about people: they lie in another slot.
                    return Answer.of(
                                    ctx,
                                    ports.audit()
                                            .append(
                                                    new ChainId(platform, 0, ChainId.Hand.ADMIN),
                                                    entry(caller, wanted)))
                            .compose(written -> Answer.of(ctx, ports.onCalls().put(platform, wanted)))
                            .map(put -> Answer.of(200, NoticeView.onCall(wanted, all, clock.instant(), true)));
                }));
    }

    private static Optional<String> unknown(OnCall wanted, List<Person> all) {
        Set<String> known = all.stream()
                .filter(person -> !person.disabled())
                .map(Person::id)
                .collect(Collectors.toSet());
        return onCall(wanted, known)
                .or(() -> wanted.mail().keySet().stream()
                        .filter(id -> !known.contains(id))
                        .sorted()
                        .findFirst()
                        .map(id -> "/mail"));
    }

    /** Who could only watch when he is woken. */
    private static Optional<String> powerless(OnCall wanted, List<Person> all) {
        return onCall(
                wanted,
                all.stream()
                        .filter(person -> person.moderator().role().includes(OnCall.LEAST))
                        .map(Person::id)
                        .collect(Collectors.toSet()));
    }

    /** Where somebody is named who is none of these. */
    private static Optional<String> onCall(OnCall wanted, Set<String> these) {
        for (int i = 0; i < wanted.people().size(); i++) {
            if (!these.contains(wanted.people().get(i))) {
                return Optional.of("/people/" + i);
            }
        }
        for (int i = 0; i < wanted.overrides().size(); i++) {
            if (!these.contains(wanted.overrides().get(i).person())) {
                return Optional.of("/overrides/" + i + "/person");
            }
        }
        return Optional.empty();
    }

    private AuditDraft entry(Caller.OfModerator caller, OnCall wanted) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("people", String.join(" ", wanted.people()));
        detail.put("from", AuditDraft.time(wanted.from()));
        detail.put("every", wanted.every().toString());
        detail.put(
                "overrides",
                wanted.overrides().stream()
                        .map(each -> each.person() + " " + each.from() + "/" + each.until())
                        .collect(Collectors.joining(", ")));
        return new AuditDraft(
                clock.instant(),
                caller.moderator().id(),
                caller.moderator().role().word(),
                "on_call_set",
                Optional.empty(),
                new TreeMap<>(detail));
    }

    private static boolean leads(Moderator moderator) {
        return moderator.role() == Role.LEAD || moderator.role() == Role.ADMIN;
    }
}
