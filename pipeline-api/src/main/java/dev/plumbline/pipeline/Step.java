package dev.plumbline.pipeline;

/**
 * One piece of work. A user's step is a record that implements one of these interfaces: its
 * components are its parameters, its type arguments are the schemas of its edges.
 *
 * <p>A step is rebuilt from its components wherever it runs, so it holds no state of its own; a
 * method may be called by several threads, each on its own instance.
 */
public sealed interface Step
    permits IngestStep,
        RowStep,
        WithStep,
        OpenStep,
        BranchStep,
        GroupStep,
        CombineStep,
        JoinStep,
        FoldStep,
        TrainStep,
        EvaluateStep,
        ScoreStep,
        NativeStep {}
