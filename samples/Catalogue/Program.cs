using Catalogue.Listing;

Console.Write(args is ["page"] ? Page.Write(Entry.All) : Table.Write(Entry.All));
