using System.CommandLine;
using System.Numerics.Tensors;
using Quickstart;
using Training;

// Trains a small classifier of clothing and keeps the logits of the test images, which samples/Quickstart reads.

var data = new Option<string>("--data")
{
    Description = "The folder of the gzipped IDX files of Fashion-MNIST",
    DefaultValueFactory = _ => FashionMnist.DebianFolder,
};
var output = new Option<string>("--output")
{
    Description = "The file to write",
    DefaultValueFactory = _ => "samples/Quickstart/data/fashion-mnist-logits.bin",
};
var command = new RootCommand("Trains a classifier on Fashion-MNIST and writes the logits of the test images.") { data, output };
command.SetAction(options => Run(options.GetValue(data)!, options.GetValue(output)!));
return command.Parse(args).Invoke();

static int Run(string folder, string file)
{
    const int Epochs = 20;
    const float FirstRate = 0.02f;

    if (!File.Exists(Path.Combine(folder, "train-images-idx3-ubyte.gz")))
        return Fail($"""
            There is no Fashion-MNIST in {folder}.
            On Debian and Ubuntu:  apt-get install dataset-fashion-mnist
            Elsewhere, give the folder of the four gzipped IDX files:  --data <folder>
            """);
    if (Path.GetDirectoryName(Path.GetFullPath(file)) is var target && !Directory.Exists(target))
        return Fail($"There is no folder {target}. Start from the top of the repository, or give the file to write: --output <file>");

    var training = FashionMnist.Load(folder, "train");
    var test = FashionMnist.Load(folder, "t10k");

    // One thread and one seed: the same processor gives the same file, bit for bit.
    var random = new Random(1);
    var classifier = new Classifier(random);
    var order = Enumerable.Range(0, training.Count).ToArray();

    Console.WriteLine("epoch   rate     loss   test accuracy");
    for (var epoch = 1; epoch <= Epochs; epoch++)
    {
        var rate = FirstRate * (Epochs + 1 - epoch) / Epochs;
        random.Shuffle(order);
        var loss = 0.0;
        foreach (var image in order)
            loss += classifier.Learn(training[image], training.Labels[image], rate);
        Console.WriteLine($"{epoch,5}   {rate:0.0000}   {loss / order.Length:0.000}   {Accuracy(classifier, test):0.0000}");
    }

    var logits = Enumerable.Range(0, test.Count).SelectMany(image => classifier.Logits(test[image]).ToArray()).ToArray();
    new LogitsFile(test.Count, Images.Classes, logits, test.Labels).Save(file);
    Console.WriteLine($"wrote the logits of {test.Count} images to {file}");
    return 0;
}

static double Accuracy(Classifier classifier, Images images)
{
    var right = 0;
    for (var image = 0; image < images.Count; image++)
    {
        var logits = classifier.Logits(images[image]);
        if (TensorPrimitives.IndexOfMax(logits) == images.Labels[image])
            right++;
    }
    return (double)right / images.Count;
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
