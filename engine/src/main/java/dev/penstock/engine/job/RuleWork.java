package dev.penstock.engine.job;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.rule.RuleTypeKey;

/**
 * What a rule's job is about.
 *
 * @param gate tells whether to watch or to look once: some rules mean different things at different gates (spec engine 6.3)
 * @param region of the rule: where what it names lives, which need not be the pipeline's
 */
public record RuleWork(RuleTypeKey type, Gate gate, String region) {}
