System.Console.WriteLine("entries");
