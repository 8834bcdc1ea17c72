#!/usr/bin/env bash
# What the analyzers cost: writes a project of 2,000 files, one in ten of them numeric, builds it with -p:ReportAnalyzer=true and prints
# the share of the build that KernelGen's analyzers took. Needs the .NET SDK and nothing else.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
files=${1:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

dotnet build -c Release --nologo "$root/analyzers/KernelGen.CodeFixes" > "$work/log" || { cat "$work/log"; exit 1; }
dotnet build -c Release --nologo "$root/src/KernelGen" > "$work/log" || { cat "$work/log"; exit 1; }
bin="$root/analyzers/KernelGen.CodeFixes/bin/Release/netstandard2.0"

cat > "$work/Large.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseSharedCompilation>false</UseSharedCompilation>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="$root/src/KernelGen/bin/Release/net10.0/KernelGen.dll" />
    <Analyzer Include="$bin/KernelGen.Generators.dll;$bin/KernelGen.Analyzers.dll" />
  </ItemGroup>
</Project>
EOF
touch "$work/Directory.Build.props" "$work/Directory.Build.targets" "$work/Directory.Packages.props"
for f in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo "<Project />" > "$work/$f"; done

service() {
  cat <<EOF
namespace Large.Services;

/// <summary>Orders of one region.</summary>
public sealed class OrderService$1(TimeProvider clock)
{
    public sealed record Order(int Id, string Customer, decimal Total, DateTimeOffset Placed);

    private readonly Dictionary<int, Order> _orders = [];

    public Order Place(string customer, decimal total)
    {
        ArgumentException.ThrowIfNullOrEmpty(customer);
        if (total <= 0) throw new ArgumentOutOfRangeException(nameof(total));
        var order = new Order(_orders.Count + 1, customer.Trim(), total, clock.GetUtcNow());
        _orders.Add(order.Id, order);
        return order;
    }

    public IReadOnlyList<Order> Latest(string customer, int count) =>
        [.. _orders.Values.Where(o => o.Customer == customer).OrderByDescending(o => o.Placed).Take(count)];

    public IReadOnlyDictionary<string, decimal> Totals()
    {
        var totals = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var order in _orders.Values)
        {
            totals.TryGetValue(order.Customer, out var known);
            totals[order.Customer] = known + order.Total;
        }
        return totals;
    }

    public async Task<string> DescribeAsync(int id, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), clock, cancellation);
        if (!_orders.TryGetValue(id, out var order)) return \$"no order {id}";
        var lines = new List<string> { \$"order {order.Id}", \$"placed {order.Placed:O}", \$"total {order.Total:0.00}" };
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Length > 40) lines[i] = lines[i][..40];
        return string.Join(Environment.NewLine, lines);
    }

    public double Share(string customer)
    {
        var all = _orders.Values.Sum(o => (double)o.Total);
        var own = _orders.Values.Where(o => o.Customer == customer).Sum(o => (double)o.Total);
        return all == 0 ? 0 : own / all;
    }
}
EOF
}

numeric() {
  cat <<EOF
namespace Large.Numerics;

/// <summary>What a model does with its logits.</summary>
public static class Model$1
{
    public static void Attend(float[] scores, float[] weights)
    {
        var max = float.NegativeInfinity;
        for (var i = 0; i < scores.Length; i++)
            if (scores[i] > max) max = scores[i];
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            weights[i] = MathF.Exp(scores[i] - max);
            sum += weights[i];
        }
        for (var i = 0; i < scores.Length; i++) weights[i] /= sum;
    }

    public static double[] Weights(double[] logits)
    {
        var exponentials = logits.Select(v => Math.Exp(v)).ToArray();
        var total = exponentials.Sum();
        return exponentials.Select(e => e / total).ToArray();
    }

    public static float Norm(ReadOnlySpan<float> x)
    {
        var squares = 0.0;
        foreach (var v in x) squares += v * v;
        return (float)Math.Sqrt(squares / x.Length + 1e-6);
    }

    public static double Loss(double[] logits, int label)
    {
        var max = logits.Max();
        return max + Math.Log(logits.Sum(v => Math.Exp(v - max))) - logits[label];
    }

    public static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    public static (double Mean, double Variance) Moments(double[] x)
    {
        double mean = 0, m2 = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var delta = x[i] - mean;
            mean += delta / (i + 1);
            m2 += delta * (x[i] - mean);
        }
        return (mean, m2 / x.Length);
    }
}
EOF
}

for ((i = 0; i < files; i++)); do
  if ((i % 10 == 0)); then numeric "$i" > "$work/Model$i.cs"; else service "$i" > "$work/OrderService$i.cs"; fi
done

cd "$work"
dotnet restore --nologo > log || { cat log; exit 1; }
dotnet build -c Release --no-restore --nologo -p:ReportAnalyzer=true -v:detailed -clp:PerformanceSummary > build.log || { grep -E "error|warning" build.log | head; exit 1; }

# Milliseconds of the compiler's task, and seconds of every analyzer of ours.
build=$(grep -E '^ +[0-9]+ ms +Csc +[0-9]+ calls' build.log | tail -1 | awk '{print $1}')
grep -E 'KernelGen\.[A-Za-z.]+(Analyzer|Suppressor|Generator)' build.log | grep -E '^ +<?[0-9.]+ ' | sed -E 's/^ +/  /' | sort -u
ours=$(grep -E 'KernelGen\.Analyzers, Version' build.log | head -1 | awk '{gsub(/[<,]/, "", $1); print $1 * 1000}')
awk -v files="$files" -v build="$build" -v ours="$ours" 'BEGIN {
  printf "%d files: the compiler took %d ms, the analyzers of KernelGen %d ms of them: %.1f %%\n", files, build, ours, 100 * ours / build
  exit !(ours < 0.05 * build)
}'
