package dev.pullcord.flow;

import dev.pullcord.audit.AuditLog;
import dev.pullcord.enforcement.Lasting;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Watches;
import dev.pullcord.evidence.Erasures;
import dev.pullcord.evidence.Holds;
import dev.pullcord.evidence.Records;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.PartitionLeases;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Handovers;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.Overdue;
import dev.pullcord.review.People;
import dev.pullcord.review.Policies;
import dev.pullcord.review.Rescoring;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Reviews;
import dev.pullcord.review.Supersessions;
import dev.pullcord.transparency.Restrictions;

/**
 * The ports that work on a partition needs.
 *
 * @param platforms whose partitions there are
 * @param leases which node works which
 * @param log what came in
 * @param rosters who was in a meeting
 * @param links what accounts share
 * @param casework what the fold reads and writes
 * @param queue the cases and their claims
 * @param handovers the cases put off and handed up
 * @param attributions the attributed cases whose reports are still to go
 * @param overdue the cases past their deadline
 * @param people who can be turned to
 * @param policies the versions that cases were opened under
 * @param outbox the actions on their way
 * @param lasting the actions whose time ends
 * @param audit the chains
 * @param reviews blind second looks
 * @param watches the actions that are not over with their answer
 * @param notices who has still to be told of a missed deadline
 * @param onCalls who is on call
 * @param supersessions what one person did alone
 * @param records what can be forgotten
 * @param holds what suspends deletion
 * @param erasures who asked to be erased
 * @param appeals what was contested
 * @param restrictions what the public is told
 * @param rescoring how far the walk after a change of policy has come
 */
public record Stores(
        Platforms platforms,
        PartitionLeases leases,
        EventLog log,
        Rosters rosters,
        Links links,
        Casework casework,
        ReviewQueue queue,
        Handovers handovers,
        Attributions attributions,
        Overdue overdue,
        People people,
        Policies policies,
        Outbox outbox,
        Lasting lasting,
        AuditLog audit,
        Reviews reviews,
        Watches watches,
        Notices notices,
        OnCalls onCalls,
        Supersessions supersessions,
        Records records,
        Holds holds,
        Erasures erasures,
        Appeals appeals,
        Restrictions restrictions,
        Rescoring rescoring) {}
