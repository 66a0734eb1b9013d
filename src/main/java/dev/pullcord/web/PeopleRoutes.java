package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.PeopleDesk.Actor;
import dev.pullcord.review.PeopleDesk.Reply;
import dev.pullcord.review.Person;
import dev.pullcord.review.Profile;
import dev.pullcord.review.Role;
import dev.pullcord.wire.PersonView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Who works the desk: seen by those who lead, changed by them, and by an admin where it is about what somebody may do. */
final class PeopleRoutes {
    private static final Duration LONGEST_SHIFT = Duration.ofDays(2); // one begins on one day and ends on the next
    private static final Set<String> ADMINS = Set.of("role", "disabled"); // these fields are for an admin
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final People people;
    private final PeopleDesk desk;
    private final ActivePolicies active;
    private final Optional<URI> publicUrl;
    private final Consumer<String> changed;
    private final Repeats repeats;
    private final Clock clock;

    /**
     * @param active the policy in force on each platform
     * @param changed is told of whom what was known does not hold any more
     */
    PeopleRoutes(
            People people,
            PeopleDesk desk,
            ActivePolicies active,
            Optional<URI> publicUrl,
            Consumer<String> changed,
            Repeats repeats,
            Clock clock) {
        this.people = people;
        this.desk = desk;
        this.active = active;
        this.publicUrl = publicUrl;
        this.changed = changed;
        this.repeats = repeats;
        this.clock = clock;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listPeople", Answer.by(this::list),
                "addPerson", Answer.by(this::add),
                "getPerson", Answer.by(ctx -> named(ctx).compose(person -> shown(ctx, 200, person))),
                "changePerson", Answer.by(this::change),
                "invitePerson", Answer.by(this::invite));
    }

    private Future<Answer> list(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        Instant now = clock.instant();
        Duration usual = usual(caller.platform());
        return Answer.of(
                        ctx,
                        people.everyone(caller.platform().id())
                                .thenCombine(
                                        people.seenSince(now.minus(LONGEST_SHIFT)),
                                        (all, seen) -> all.stream()
                                                .map(p -> PersonView.item(p, present(p, seen, usual, now), now))
                                                .toList()))
                .map(items -> Pages.of(ctx, items));
    }

    private Future<Answer> shown(RoutingContext ctx, int status, Person person) {
        Instant now = clock.instant();
        Duration usual = usual(ClaimRoutes.moderator(ctx).platform());
        return Answer.of(ctx, people.seenSince(now.minus(LONGEST_SHIFT)))
                .map(seen -> Answer.of(status, PersonView.item(person, present(person, seen, usual, now), now)));
    }

    /** He came to his shift and has not left: not how long he has been silent, for that would tell when he pauses. */
    private static boolean present(Person person, Map<String, Instant> seen, Duration usual, Instant now) {
        Instant last = seen.get(person.id());
        return last != null
                && !person.disabled()
                && !last.isBefore(person.profile().shiftFrom(now, usual));
    }

    private Duration usual(Platform platform) {
        return active.of(platform.id()).care().shift();
    }

    /** The one person of this platform that the path means. */
    private Future<Person> named(RoutingContext ctx) {
        return Answer.of(ctx, desk.named(ClaimRoutes.moderator(ctx).platform().id(), ctx.pathParam("name")))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw unknown().toException();
                    }
                    if (found.size() > 1) {
                        throw Problem.of(
                                        409,
                                        "name-taken",
                                        "Several are called so",
                                        "Say which by id: "
                                                + found.stream().map(Person::id).toList() + ".")
                                .toException();
                    }
                    return found.get(0);
                });
    }

    private Future<Answer> add(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        Profile profile = profile(caller.platform(), Profile.NONE, body);
        return repeats.once(ctx, caller.moderator(), () -> {
            Moderator added = new Moderator(
                    "mod-" + SessionCookie.secret().substring(0, 16),
                    caller.platform().id(),
                    body.path("name").asText().strip(),
                    Role.ofWord(body.path("role").asText()).orElseThrow());
            Actor actor = Actor.of(caller.moderator());
            return Answer.of(ctx, desk.enter(actor, added))
                    .map(PeopleRoutes::done)
                    .compose(person -> profile.equals(Profile.NONE)
                            ? Future.succeededFuture(person)
                            : Answer.of(ctx, desk.profile(actor, person, before -> profile, "all"))
                                    .map(PeopleRoutes::done))
                    .compose(person -> link(ctx, actor, person)
                            .compose(link -> shown(ctx, 201, person).map(answer -> {
                                ObjectNode node = JSON.objectNode();
                                node.set("person", answer.body());
                                return Answer.of(201, node.put("link", link));
                            })));
        });
    }

    private Future<Answer> invite(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        return named(ctx)
                .compose(person -> person.disabled()
                        ? Future.failedFuture(Problem.of(
                                        409,
                                        "disabled",
                                        "He is disabled",
                                        "Enable him first: the link would lead nowhere.")
                                .toException())
                        : Future.succeededFuture(person))
                .compose(person -> link(ctx, Actor.of(caller.moderator()), person))
                .map(link -> Answer.of(201, JSON.objectNode().put("link", link)));
    }

    private Future<String> link(RoutingContext ctx, Actor actor, Person person) {
        String code = SessionCookie.secret();
        String path = "/setup/" + code;
        return Answer.of(ctx, desk.invite(actor, person.moderator(), Access.digest(code)))
                .map(kept -> publicUrl.map(url -> url.resolve(path).toString()).orElse(path));
    }

    private Future<Answer> change(RoutingContext ctx) {
        Caller.OfModerator caller = ClaimRoutes.moderator(ctx);
        JsonNode body = ctx.get("body");
        List<String> fields = new ArrayList<>();
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            fields.add(names.next());
        }
        if (fields.stream().anyMatch(ADMINS::contains)
                && !caller.moderator().role().includes(Role.ADMIN)) {
            return Future.failedFuture(Problem.forbidden("the role admin").toException());
        }
        return repeats.once(
                ctx,
                caller.moderator(),
                () -> named(ctx).compose(person -> change(ctx, caller, person, body, new TreeSet<>(fields))));
    }

    /** One after the other: each is a change of its own, written down for itself. */
    private Future<Answer> change(
            RoutingContext ctx, Caller.OfModerator caller, Person person, JsonNode body, Set<String> fields) {
        Actor actor = Actor.of(caller.moderator());
        profile(caller.platform(), person.profile(), body); // refused before anything is changed
        Set<String> others = new TreeSet<>(fields);
        others.removeAll(ADMINS);
        Future<Person> done = Future.succeededFuture(person);
        if (fields.contains("role")) {
            Role role = Role.ofWord(body.path("role").asText()).orElseThrow();
            done = done.compose(p -> Answer.of(ctx, desk.give(actor, p, role)).map(PeopleRoutes::done));
        }
        if (fields.contains("disabled")) {
            boolean disabled = body.path("disabled").asBoolean();
            done = done.compose(p -> Answer.of(ctx, disabled ? desk.disable(actor, p) : desk.enable(actor, p))
                    .map(PeopleRoutes::done));
        }
        if (!others.isEmpty()) {
            done = done.compose(p -> Answer.of(
                            ctx,
                            desk.profile(
                                    actor,
                                    p,
                                    before -> profile(caller.platform(), before, body),
                                    String.join(" ", others)))
                    .map(PeopleRoutes::done));
        }
        return done.onComplete(p -> changed.accept(person.id())).compose(p -> shown(ctx, 200, p));
    }

    private Profile profile(Platform platform, Profile before, JsonNode body) {
        try {
            return PersonView.profile(before, body, active.of(platform.id()).triage());
        } catch (PersonView.Wrong wrong) {
            throw Problem.invalid(wrong.pointer(), wrong.getMessage()).toException();
        }
    }

    private static Person done(Reply reply) {
        if (reply instanceof Reply.Done done) {
            return done.person();
        }
        if (reply instanceof Reply.NameTaken) {
            throw Problem.of(409, "name-taken", "Somebody is called so", "Take another name.")
                    .at("/name")
                    .toException();
        }
        if (reply instanceof Reply.OwnRelation) {
            throw Problem.of(
                            403,
                            "own-relation",
                            "Nobody lifts what keeps his own cases from him",
                            "Somebody else takes off an account that you know.")
                    .at("/relations")
                    .toException();
        }
        if (reply instanceof Reply.LastAdmin) {
            throw Problem.of(
                            409,
                            "last-admin",
                            "Nobody would be left who could undo this",
                            "Make somebody else an admin first.")
                    .toException();
        }
        throw unknown().toException();
    }

    private static Problem unknown() {
        return Problem.of(404, "unknown-person", "There is nobody called so", "No name and no id here is this.");
    }
}
