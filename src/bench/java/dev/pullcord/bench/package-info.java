/** Measures the service from outside, beside the raw limits of the same machine in the same run. */
package dev.pullcord.bench;
