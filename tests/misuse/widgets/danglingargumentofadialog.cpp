// SPDX-License-Identifier: MIT
// Says: What this pointer points to may be deleted while the user is asked
#include <QtLogin/ViewGuard>

#include <QtWidgets/qdialog.h>

struct Page
{
};

class PageDialog : public QDialog
{
public:
    PageDialog(Page *page, QWidget *parent);
};

void open(QtLogin::ViewGuard &guard, QWidget *window, Page *page)
{
    (void)guard.open<PageDialog>(QtLogin::Requirement::login(), window, page);
}
