package hanshu.learn.supervised.task;

import hanshu.tensor.Tensor;
import java.util.Map;

/** The cases of a step: the value of each input and the target of each output, by name. */
record TaskBatch(Map<String, Value> inputs, Map<String, Tensor> targets, int cases) {}
