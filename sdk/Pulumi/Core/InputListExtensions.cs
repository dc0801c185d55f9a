namespace Pulumi;

/// <summary>Lets either kind of value be added to a list of unions.</summary>
public static class InputListExtensions
{
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) =>
        list.Add(value.ToOutput().Apply(v => Union<T0, T1>.FromT0(v)));

    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) =>
        list.Add(value.ToOutput().Apply(v => Union<T0, T1>.FromT1(v)));
}
