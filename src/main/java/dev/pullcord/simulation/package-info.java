/**
 * An invented world of calls with known truth: who does harm, who only quarrels, what a platform would report of it and
 * how it would answer. Every actor is invented. Speaks with a running service through its public API only.
 */
package dev.pullcord.simulation;
