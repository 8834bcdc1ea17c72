using System.Reflection;
using System.Reflection.Emit;

namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>Calls a method that takes spans with arrays in their place: reflection itself cannot box a span.</summary>
sealed class SpanCall
{
    readonly Func<object?[], object?> body;

    public SpanCall(MethodInfo method)
    {
        var dynamic = new DynamicMethod(method.Name, typeof(object), [typeof(object?[])], typeof(SpanCall).Module, skipVisibility: true);
        var il = dynamic.GetILGenerator();
        var parameters = method.GetParameters();
        var outs = parameters.Select(p => p.IsOut ? il.DeclareLocal(p.ParameterType.GetElementType()!) : null).ToArray();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (outs[i] is { } local) il.Emit(OpCodes.Ldloca, local);
            else Load(il, i, parameters[i].ParameterType);
        }
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void)) il.Emit(OpCodes.Ldnull);
        else il.Emit(OpCodes.Box, method.ReturnType);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (outs[i] is not { } local) continue;
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldloc, local);
            il.Emit(OpCodes.Box, local.LocalType);
            il.Emit(OpCodes.Stelem_Ref);
        }
        il.Emit(OpCodes.Ret);
        body = dynamic.CreateDelegate<Func<object?[], object?>>();
    }

    /// <summary>The return value; what the method hands out stands in the arguments afterwards.</summary>
    public object? Invoke(object?[] arguments) => body(arguments);

    static void Load(ILGenerator il, int index, Type type)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        if (type.IsGenericType)
        {
            var array = type.GetGenericArguments()[0].MakeArrayType();
            il.Emit(OpCodes.Castclass, array);
            il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
        }
        else il.Emit(OpCodes.Unbox_Any, type);
    }
}
